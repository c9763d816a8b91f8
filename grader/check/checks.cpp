// Making the checks of a lesson and feeding them together.
#include "grader/check/checks.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "grader/base/nearest_name.hpp"
#include "grader/check/check_set.hpp"
#include "grader/check/implied_checks.hpp"
#include "grader/check/ownership.hpp"
#include "grader/check/tests_check.hpp"
#include "grader/words/words.hpp"

namespace threadmark::check {
namespace {

using CheckList = std::vector<std::unique_ptr<Check>>;
using Problems = std::vector<SpecProblem>;

std::string in_ticks(const std::string& text) {
  return "`" + text + "`";
}

const CheckType* type_of(const CheckSpec& spec, Problems& problems) {
  const CheckType* type = check_type_named(spec.type);
  if (type != nullptr && !type->only_implied) return type;
  std::vector<std::string> known;
  for (const CheckType& one : check_set())
    if (!one.only_implied) known.emplace_back(one.name);
  problems.push_back({spec.at, "check " + in_ticks(spec.id) + ": there is no type " + in_ticks(spec.type) +
                                   did_you_mean(spec.type, known)});
  return nullptr;
}

/// Ids are unique, cases exist (in components they name tests, which only the driver knows).
void validate_common_keys(const Lesson& lesson, Problems& problems) {
  std::set<std::string> ids;
  std::vector<std::string> cases;
  for (const Case& one : lesson.cases)
    cases.push_back(one.id);
  for (const CheckSpec& spec : lesson.checks) {
    if (!ids.insert(spec.id).second) problems.push_back({spec.at, "a second check is called " + in_ticks(spec.id)});
    if (lesson.kind == LessonKind::component) continue;
    for (const std::string& one : spec.cases)
      if (std::find(cases.begin(), cases.end(), one) == cases.end())
        problems.push_back(
            {spec.at, "check " + in_ticks(spec.id) + ": there is no case " + in_ticks(one) + did_you_mean(one, cases)});
  }
}

const Check* named(const CheckList& checks, const std::string& id) {
  const auto found = std::find_if(checks.begin(), checks.end(), [&](const auto& one) { return one->spec().id == id; });
  return found == checks.end() ? nullptr : found->get();
}

/// True when following `needs` from that check leads back to `target`.
bool leads_to(const CheckList& checks, const std::string& from, const std::string& target,
              std::set<std::string>& been) {
  const Check* check = named(checks, from);
  if (check == nullptr || !been.insert(from).second) return false;
  return std::any_of(check->spec().needs.begin(), check->spec().needs.end(),
                     [&](const std::string& need) { return need == target || leads_to(checks, need, target, been); });
}

void validate_needs(const CheckList& checks, Problems& problems) {
  std::vector<std::string> ids;
  for (const auto& check : checks)
    ids.push_back(check->spec().id);
  for (const auto& check : checks) {
    const CheckSpec& spec = check->spec();
    for (const std::string& need : spec.needs)
      if (named(checks, need) == nullptr)
        problems.push_back({spec.at, "check " + in_ticks(spec.id) + " needs " + in_ticks(need) + ", which is no check" +
                                         did_you_mean(need, ids)});
    std::set<std::string> been;
    if (leads_to(checks, spec.id, spec.id, been))
      problems.push_back({spec.at, "check " + in_ticks(spec.id) + " needs itself, by way of `needs`"});
  }
}

Parameter kind_list(const std::vector<FindingKind>& kinds) {
  Parameter key;
  key.kind = Parameter::Kind::scalar;
  key.scalar = "kinds";
  Parameter list;
  list.kind = Parameter::Kind::list;
  for (const FindingKind kind : kinds) {
    Parameter name;
    name.kind = Parameter::Kind::scalar;
    name.scalar = std::string(name_of(kind));
    list.list.push_back(std::move(name));
  }
  Parameter map;
  map.kind = Parameter::Kind::map;
  map.map.emplace_back(std::move(key), std::move(list));
  return map;
}

/// What is left for an implied check: its own kinds that nobody claims, or (for the last) all that nobody claims.
std::vector<FindingKind> unclaimed(const ImpliedCheck& implied, const Ownership& ownership) {
  std::vector<FindingKind> rest;
  const auto add = [&](FindingKind kind) {
    if (!ownership.fully_claimed(kind)) rest.push_back(kind);
  };
  if (!implied.and_the_rest) {
    for (const FindingKind kind : implied.kinds)
      add(kind);
    return rest;
  }
  for (int i = 0; i < finding_kind_count; ++i) {
    const auto kind = static_cast<FindingKind>(i);
    if (kind != FindingKind::lock_order && kind != FindingKind::build_error) add(kind);
  }
  return rest;
}

std::vector<std::string> tests_named(const Lesson& lesson) {
  std::vector<std::string> names;
  for (const CheckSpec& spec : lesson.checks) {
    const Parameter* list = spec.type == "tests" ? spec.parameters.find("names") : nullptr;
    if (list == nullptr) continue;
    for (const Parameter* one : CheckReader::elements(*list))
      names.push_back(one->scalar);
  }
  return names;
}

/// The id of an implied check that still has something to answer for must be free.
bool id_is_free(const CheckList& checks, const ImpliedCheck& implied, const std::vector<FindingKind>& rest,
                Problems& problems) {
  const Check* taken = named(checks, std::string(implied.id));
  if (taken == nullptr) return true;
  std::string kinds;
  for (const FindingKind kind : rest)
    kinds += (kinds.empty() ? "`" : ", `") + std::string(name_of(kind)) + "`";
  problems.push_back({taken->spec().at, "check " + in_ticks(taken->spec().id) +
                                            " has the name of an implied check but leaves " + kinds +
                                            " to it; add these kinds, or choose another id"});
  return false;
}

class ChecksMaker {
 public:
  ChecksMaker(const Lesson& lesson, const MakeOptions& options, std::shared_ptr<const Vocabulary> vocabulary,
              Problems& problems)
      : lesson_(lesson), options_(options), vocabulary_(std::move(vocabulary)), problems_(problems) {}

  CheckList make() {
    validate_common_keys(lesson_, problems_);
    for (const CheckSpec& spec : lesson_.checks) {
      const CheckType* type = type_of(spec, problems_);
      if (type != nullptr) add(*type, spec);
    }
    for (const ImpliedCheck& implied : implied_checks())
      if (is_implied_in(implied, lesson_.kind)) imply(implied);
    validate_needs(checks_, problems_);
    for (const auto& check : checks_)
      check->set_ownership(ownership_);
    return std::move(checks_);
  }

 private:
  void add(const CheckType& type, const CheckSpec& spec) {
    CheckReader reader(lesson_, spec, vocabulary_, options_.ask_checker, problems_);
    auto check = type.make(reader);
    if (check == nullptr) return;
    if (spec.when == Quantifier::always && !spec.implied)
      for (const FindingKind kind : check->claimed_kinds())
        ownership_->claim(kind, spec);
    checks_.push_back(std::move(check));
  }

  void imply(const ImpliedCheck& implied) {
    const auto rest = unclaimed(implied, *ownership_);
    const bool about_tests = implied.type == "tests";
    const bool about_ends = implied.type == "output" || implied.type == "exit";
    if (about_tests && named(checks_, std::string(implied.id)) != nullptr) return;
    if (about_ends && ownership_->fully_claimed(implied.kinds.front())) return;
    if (rest.empty() || !id_is_free(checks_, implied, rest, problems_)) return;
    CheckSpec spec;
    spec.id = std::string(implied.id);
    spec.title = words::render(Message{std::string(implied.title_id), {}});
    spec.type = std::string(implied.type);
    spec.implied = true;
    if (spec.type == "detector") spec.parameters = kind_list(rest);
    for (const FindingKind kind : rest)
      ownership_->claim_rest(kind, spec.id);
    if (about_tests)
      checks_.push_back(make_rest_of_tests_check(spec, vocabulary_, tests_named(lesson_)));
    else
      add(*check_type_named(spec.type), spec);
  }

  const Lesson& lesson_;
  const MakeOptions& options_;
  std::shared_ptr<const Vocabulary> vocabulary_;
  Problems& problems_;
  std::shared_ptr<Ownership> ownership_ = std::make_shared<Ownership>();
  CheckList checks_;
};

bool same_warning(const Finding& a, const Finding& b) {
  return a.kind == b.kind && a.message == b.message && a.where == b.where;
}

constexpr std::size_t most_warnings = 100;

}  // namespace

bool came_true(const Finding& warning, const Finding& deadlock) {
  const auto places = [](const Finding& finding) {
    std::set<Location> all;
    if (finding.where.line != 0) all.insert(finding.where);
    for (const RelatedPlace& related : finding.related)
      if (related.where.line != 0) all.insert(related.where);
    return all;
  };
  const auto warned = places(warning);
  const auto locked = places(deadlock);
  if (warned.empty() || locked.empty()) return true;
  return std::any_of(warned.begin(), warned.end(), [&](const Location& one) { return locked.contains(one); });
}

tl::expected<Checks, std::vector<SpecProblem>> make_checks(const Lesson& lesson, const MakeOptions& options) {
  Problems problems;
  auto vocabulary = std::make_shared<const Vocabulary>(lesson, problems);
  if (!problems.empty()) return tl::unexpected(std::move(problems));  // selectors would only fail once more
  Checks checks;
  checks.vocabulary_ = vocabulary;
  checks.checks_ = ChecksMaker(lesson, options, vocabulary, problems).make();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return checks;
}

void Checks::observe(const Run& run) {
  collect_warnings(run);
  if (std::none_of(checks_.begin(), checks_.end(),
                   [&](const auto& check) { return !check->decided() && check->looks_at(run); }))
    return;
  const Observation observation(run, *vocabulary_);
  for (const auto& check : checks_)
    check->observe(observation);
}

void Checks::observe_source(const std::vector<SourceToken>& tokens) {
  for (const auto& check : checks_)
    check->observe_source(tokens);
}

bool Checks::decided() const {
  return std::all_of(checks_.begin(), checks_.end(), [](const auto& check) { return check->decided(); });
}

std::vector<CheckOutcome> Checks::outcomes() const {
  std::vector<CheckOutcome> all;
  for (const auto& check : checks_)
    all.push_back(check->outcome());
  return all;
}

std::vector<CheckSpec> Checks::specs() const {
  std::vector<CheckSpec> all;
  for (const auto& check : checks_)
    all.push_back(check->spec());
  return all;
}

Check* Checks::find(std::string_view id) {
  for (const auto& check : checks_)
    if (check->spec().id == id) return check.get();
  return nullptr;
}

void Checks::collect_warnings(const Run& run) {
  for (const Finding& finding : run.findings) {
    const bool warning = finding.severity == Severity::warning;
    if (!warning && finding.kind != FindingKind::deadlock) continue;
    auto& known = warning ? warnings_ : deadlocks_;
    const bool is_new = std::none_of(known.begin(), known.end(), [&](const Finding& one) {
      return warning ? same_warning(one, finding) : one.where == finding.where;
    });
    if (!is_new || known.size() >= most_warnings) continue;
    known.push_back(finding);
    known.back().check.clear();
    if (known.back().backend.empty()) known.back().backend = run.backend;
    if (known.back().first_schedule == 0) known.back().first_schedule = run.schedule;
  }
}

std::vector<Finding> Checks::warnings() const {
  std::vector<Finding> left;
  for (const Finding& warning : warnings_) {
    const bool real = warning.kind == FindingKind::lock_order &&
                      std::any_of(deadlocks_.begin(), deadlocks_.end(),
                                  [&](const Finding& deadlock) { return came_true(warning, deadlock); });
    if (!real) left.push_back(warning);
  }
  return left;
}

std::optional<Error> Checks::trouble() const {
  for (const auto& check : checks_)
    if (auto error = check->trouble()) return error;
  return std::nullopt;
}

}  // namespace threadmark::check
