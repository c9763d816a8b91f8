// The tables of keys; the order is that of docs/spec-format.md.
#include "grader/spec/lesson_keys.hpp"

#include <array>
#include <set>
#include <utility>

#include "grader/base/line_matcher.hpp"
#include "grader/base/nearest_name.hpp"

namespace threadmark::spec {
namespace {

using R = SpecReader;
using P = Parameter;

constexpr std::array<std::string_view, 4> topics = {"processes", "threads", "coroutines", "classics"};
constexpr std::array<std::string_view, 2> kinds = {"program", "component"};
constexpr std::array<std::string_view, 2> quantifiers = {"always", "sometimes"};
constexpr std::array<std::string_view, 3> times = {"both", "exact", "any"};

/// Reports a pattern's mistake at its place within the scalar.
std::string pattern(R& reader, const P& value, std::string_view what) {
  std::string text = reader.text(value, what);
  if (value.kind != P::Kind::scalar) return text;
  if (const auto matcher = LineMatcher::compile(text); !matcher) {
    SpecPosition at = value.at;
    if (text.find('\n') == std::string::npos)
      at.column += static_cast<int>(matcher.error().offset) + (value.quoted ? 1 : 0);
    reader.problem(at, "in this pattern: " + matcher.error().message);
  }
  return text;
}

void read_lines(R& reader, const P& value, Lesson& lesson) {
  if (!reader.is_map(value, "lines")) return;
  for (const auto& [name, text] : value.map)
    lesson.lines.push_back({reader.word(name, "a line's name"), pattern(reader, text, name.scalar), text.at});
}

void read_observed_files(R& reader, const P& value, Lesson& lesson) {
  if (!reader.is_map(value, "files-after")) return;
  for (const auto& [name, entry] : value.map) {
    ObservedFile file;
    file.name = reader.word(name, "a file's name");
    file.at = entry.at;
    reader.map<ObservedFile>(entry, name.scalar, observed_file_keys(), file);
    lesson.observed_files.push_back(std::move(file));
  }
}

void read_cases(R& reader, const P& value, Lesson& lesson) {
  if (!reader.is_list(value, "cases")) return;
  std::set<std::string> ids;
  for (const P& item : value.list) {
    Case entry;
    reader.map<Case>(item, "a case", case_keys(), entry);
    if (!entry.id.empty() && !ids.insert(entry.id).second)
      reader.problem(item.at, "there is already a case `" + entry.id + "`; give this one another `id`");
    lesson.cases.push_back(std::move(entry));
  }
}

/// Separates the keys that all checks have from those of the type, which another station reads.
CheckSpec check_of(R& reader, const P& value) {
  CheckSpec check;
  check.at = value.at;
  if (!reader.is_map(value, "a check")) return check;
  P common = value;
  common.map.clear();
  check.parameters.kind = P::Kind::map;
  check.parameters.at = value.at;
  for (const auto& member : value.map) {
    bool is_common = false;
    for (const Key<CheckSpec>& key : check_keys())
      is_common = is_common || key.name == member.first.scalar;
    (is_common ? common : check.parameters).map.push_back(member);
  }
  reader.map<CheckSpec>(common, "a check", check_keys(), check);
  return check;
}

void read_checks(R& reader, const P& value, Lesson& lesson) {
  if (!reader.is_list(value, "checks")) return;
  std::set<std::string> ids;
  for (const P& item : value.list) {
    CheckSpec check = check_of(reader, item);
    if (!check.id.empty() && !ids.insert(check.id).second)
      reader.problem(item.at, "there is already a check `" + check.id + "`; give this one another `id`");
    if (check.type == "checker")
      if (const P* program = check.parameters.find("program")) lesson.checker = reader.file_name(*program, "program");
    lesson.checks.push_back(std::move(check));
  }
}

void read_vars(R& reader, const P& value, Case& into) {
  into.vars = reader.text_map(value, "vars");
  if (value.kind == P::Kind::map)
    for (const auto& [name, item] : value.map)
      reader.whole(item, name.scalar, -1'000'000'000'000, 1'000'000'000'000);
}

void read_kind(R& reader, const P& value, CheckSpec& into) {
  const std::string name = reader.text(value, "finding");
  into.finding = finding_kind_named(name);
  if (into.finding || value.kind != P::Kind::scalar) return;
  std::vector<std::string> names;
  for (int i = 0; i < finding_kind_count; ++i)
    names.emplace_back(name_of(static_cast<FindingKind>(i)));
  reader.problem(value.at, "there is no kind of finding `" + name + "`" + did_you_mean(name, names));
}

void read_toolchain(R& reader, const P& value, Lesson& lesson) {
  lesson.toolchain = reader.text(value, "toolchain");
  if (value.kind != P::Kind::scalar || lesson.toolchain.empty()) return;
  const std::size_t dash = lesson.toolchain.find('-');
  const std::string family = lesson.toolchain.substr(0, dash);
  const bool numbered = dash != std::string::npos && dash + 1 < lesson.toolchain.size() &&
                        lesson.toolchain[dash + 1] >= '0' && lesson.toolchain[dash + 1] <= '9';
  if ((family != "clang" && family != "gcc") || !numbered)
    reader.problem(value.at, "`toolchain` must name a compiler and its version, such as clang-19 or gcc-12.2");
}

constexpr Key<Lesson> lesson_table[] = {
    {"id", [](R& r, const P& v, Lesson& l) { l.id = r.word(v, "id"); }, true},
    {"title", [](R& r, const P& v, Lesson& l) { l.title = r.text(v, "title"); }, true},
    {"topic",
     [](R& r, const P& v, Lesson& l) {
       if (const auto index = r.one_of(v, "topic", topics)) l.topic = topics[*index];
     },
     true},
    {"kind",
     [](R& r, const P& v, Lesson& l) {
       if (const auto index = r.one_of(v, "kind", kinds)) l.kind = static_cast<LessonKind>(*index);
     },
     true},
    {"files", [](R& r, const P& v, Lesson& l) { l.files = r.file_names(v, "files"); }},
    {"given", [](R& r, const P& v, Lesson& l) { l.given_files = r.file_names(v, "given"); }},
    {"driver", [](R& r, const P& v, Lesson& l) { l.driver = r.file_name(v, "driver"); }},
    {"prelude", [](R& r, const P& v, Lesson& l) { l.prelude = r.flag(v, "prelude"); }},
    {"coroutines", [](R& r, const P& v, Lesson& l) { l.coroutines = r.flag(v, "coroutines"); }},
    {"must-block", [](R& r, const P& v, Lesson& l) { l.must_block = r.flag(v, "must-block"); }},
    {"toolchain", read_toolchain},
    {"explore", [](R& r, const P& v, Lesson& l) { r.map<ExploreBudget>(v, "explore", explore_keys(), l.explore); }},
    {"limits", [](R& r, const P& v, Lesson& l) { r.map<Limits>(v, "limits", limits_keys(), l.limits); }},
    {"policy", [](R& r, const P& v, Lesson& l) { r.map<Policy>(v, "policy", policy_keys(), l.policy); }},
    {"cases", read_cases},
    {"lines", read_lines},
    {"files-after", read_observed_files},
    {"checks", read_checks, true},
};

constexpr Key<Case> case_table[] = {
    {"id", [](R& r, const P& v, Case& c) { c.id = r.word(v, "id"); }, true},
    {"args", [](R& r, const P& v, Case& c) { c.args = r.texts(v, "args"); }},
    {"stdin", [](R& r, const P& v, Case& c) { c.stdin_text = r.text(v, "stdin"); }},
    {"env", [](R& r, const P& v, Case& c) { c.env = r.text_map(v, "env"); }},
    {"files",
     [](R& r, const P& v, Case& c) {
       c.files = r.text_map(v, "files");
       if (v.kind == P::Kind::map)
         for (const auto& member : v.map)
           r.file_name(member.first, "a file's name");
     }},
    {"vars", read_vars},
};

constexpr Key<ExploreBudget> explore_table[] = {
    {"schedules", [](R& r, const P& v, ExploreBudget& e) { e.schedules = r.whole(v, "schedules", 1, 10'000'000); }},
    {"steps", [](R& r, const P& v, ExploreBudget& e) { e.steps = r.whole(v, "steps", 100, 1'000'000'000); }},
    {"seed",
     [](R& r, const P& v, ExploreBudget& e) {
       e.seed = static_cast<std::uint64_t>(r.whole(v, "seed", 0, 9'000'000'000'000'000'000));
     }},
    {"strategy", [](R& r, const P& v, ExploreBudget& e) { e.strategy = r.word(v, "strategy"); }},
};

constexpr Key<Limits> limits_table[] = {
    {"memory-mb", [](R& r, const P& v, Limits& l) { l.memory_mb = r.whole(v, "memory-mb", 16, 65536); }},
    {"processes",
     [](R& r, const P& v, Limits& l) { l.processes = static_cast<int>(r.whole(v, "processes", 1, 10000)); }},
    {"output-kb", [](R& r, const P& v, Limits& l) { l.output_kb = r.whole(v, "output-kb", 1, 1048576); }},
    {"file-kb", [](R& r, const P& v, Limits& l) { l.file_kb = r.whole(v, "file-kb", 0, 1048576); }},
    {"cpu-s", [](R& r, const P& v, Limits& l) { l.cpu_s = r.number(v, "cpu-s", 0.1, 3600); }},
    {"wall-s", [](R& r, const P& v, Limits& l) { l.wall_s = r.number(v, "wall-s", 1, 7200); }},
};

constexpr Key<Policy> policy_table[] = {
    {"allow", [](R& r, const P& v, Policy& p) { p.allow = r.texts(v, "allow"); }},
    {"forbid", [](R& r, const P& v, Policy& p) { p.forbid = r.texts(v, "forbid"); }},
};

constexpr Key<ObservedFile> observed_file_table[] = {
    {"path", [](R& r, const P& v, ObservedFile& f) { f.path = r.file_name(v, "path"); }, true},
    {"pattern", [](R& r, const P& v, ObservedFile& f) { f.pattern = pattern(r, v, "pattern"); }, true},
};

constexpr Key<CheckSpec> check_table[] = {
    {"id", [](R& r, const P& v, CheckSpec& c) { c.id = r.word(v, "id"); }, true},
    {"title", [](R& r, const P& v, CheckSpec& c) { c.title = r.text(v, "title"); }, true},
    {"type", [](R& r, const P& v, CheckSpec& c) { c.type = r.word(v, "type"); }, true},
    {"points", [](R& r, const P& v, CheckSpec& c) { c.points = r.number(v, "points", 0, 1000); }},
    {"hint", [](R& r, const P& v, CheckSpec& c) { c.hint = r.text(v, "hint"); }},
    {"bonus", [](R& r, const P& v, CheckSpec& c) { c.bonus = r.flag(v, "bonus"); }},
    {"needs", [](R& r, const P& v, CheckSpec& c) { c.needs = r.texts(v, "needs"); }},
    {"cases", [](R& r, const P& v, CheckSpec& c) { c.cases = r.texts(v, "cases"); }},
    {"when",
     [](R& r, const P& v, CheckSpec& c) {
       if (const auto index = r.one_of(v, "when", quantifiers)) c.when = static_cast<Quantifier>(*index);
     }},
    {"time",
     [](R& r, const P& v, CheckSpec& c) {
       if (const auto index = r.one_of(v, "time", times)) c.time = static_cast<JudgedTime>(*index);
     }},
    {"finding", read_kind},
};

}  // namespace

std::span<const Key<Lesson>> lesson_keys() {
  return lesson_table;
}
std::span<const Key<Case>> case_keys() {
  return case_table;
}
std::span<const Key<ExploreBudget>> explore_keys() {
  return explore_table;
}
std::span<const Key<Limits>> limits_keys() {
  return limits_table;
}
std::span<const Key<Policy>> policy_keys() {
  return policy_table;
}
std::span<const Key<ObservedFile>> observed_file_keys() {
  return observed_file_table;
}
std::span<const Key<CheckSpec>> check_keys() {
  return check_table;
}

}  // namespace threadmark::spec
