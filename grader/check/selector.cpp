// Reading selectors and matching events against them.
#include "grader/check/selector.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "grader/base/nearest_name.hpp"

namespace threadmark::check {
namespace {

struct SystemEvent {
  std::string_view name;
  EventKind kind;
};

constexpr std::array<SystemEvent, 7> system_events = {{
    {"@process-start", EventKind::process_start},
    {"@process-exit", EventKind::process_exit},
    {"@process-reaped", EventKind::process_reaped},
    {"@thread-start", EventKind::thread_start},
    {"@thread-end", EventKind::thread_end},
    {"@thread-join", EventKind::thread_join},
    {"@end-of-file", EventKind::end_of_file},
}};

struct BuiltInField {
  std::string_view name;
  FieldSource source;
};

constexpr std::array<BuiltInField, 7> built_in_fields = {{
    {"@task", FieldSource::task},
    {"@process", FieldSource::process},
    {"@pid", FieldSource::pid},
    {"@ppid", FieldSource::ppid},
    {"@time-ms", FieldSource::time_ms},
    {"@value", FieldSource::value},
    {"@text", FieldSource::text},
}};

constexpr std::string_view driver_prefix = "driver.";
constexpr std::string_view file_prefix = "file.";

SpecPosition shifted(SpecPosition at, std::size_t by) {
  at.column += static_cast<int>(by);
  return at;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
}

/// Where the name of the events ends: before its conditions, its field or the end.
std::size_t name_length(std::string_view text) {
  std::size_t i = text.starts_with('@') ? 1 : 0;
  for (const std::string_view prefix : {driver_prefix, file_prefix})
    if (text.starts_with(prefix)) i = prefix.size();
  while (i < text.size() && is_name_character(text[i]))
    ++i;
  return i;
}

/// The length of the selector part of SELECTOR.FIELD: its name and its conditions.
std::size_t selector_length(std::string_view text) {
  const std::size_t name = name_length(text);
  if (name >= text.size() || text[name] != '[') return name;
  const std::size_t close = text.find(']', name);
  return close == std::string_view::npos ? text.size() : close + 1;
}

std::string known_names(const Vocabulary& vocabulary, std::string_view wrong) {
  std::vector<std::string> names;
  for (const NamedPattern& line : vocabulary.lines())
    names.push_back(line.name);
  for (const NamedPattern& file : vocabulary.files())
    names.push_back(std::string(file_prefix) + file.name);
  for (const SystemEvent& event : system_events)
    names.emplace_back(event.name);
  const std::string near = did_you_mean(wrong, names);
  return !near.empty() ? near : "; it is not one of `lines`, `files-after`, `driver.NAME` or `@…`";
}

/// A pattern without the types of its places; a place that `fixed` names is its value.
std::string readable(std::string_view pattern, const std::vector<std::pair<std::string, std::string>>& fixed) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\' && i + 1 < pattern.size() && pattern[i + 1] == '<') {
      out.push_back(pattern[++i]);
      continue;
    }
    const std::size_t close = pattern[i] == '<' ? pattern.find('>', i) : std::string_view::npos;
    if (close == std::string_view::npos) {
      out.push_back(pattern[i]);
      continue;
    }
    const std::string_view place = pattern.substr(i + 1, close - i - 1);
    const std::string name(place.substr(0, place.find(':')));
    const auto value = std::find_if(fixed.begin(), fixed.end(), [&](const auto& f) { return f.first == name; });
    out += value != fixed.end() ? value->second : "<" + name + ">";
    i = close;
  }
  return out;
}

}  // namespace

std::optional<Value> Field::read(const Sighting& sighting) const {
  const Event& event = *sighting.event;
  switch (source) {
    case FieldSource::capture:
      return Value::of(sighting.captures[static_cast<std::size_t>(capture)]);
    case FieldSource::task:
      return Value::of(event.task);
    case FieldSource::process:
      return Value::of(event.process);
    case FieldSource::pid:
      if (event.pid == 0) return std::nullopt;  // a backend that cannot see who printed
      return Value::of(event.pid);
    case FieldSource::ppid:
      if (event.pid == 0) return std::nullopt;
      return Value::of(event.ppid);
    case FieldSource::time_ms:
      return Value::of(event.time_ns / 1'000'000);
    case FieldSource::value:
      return Value::of(event.value);
    case FieldSource::text:
      return Value::of(event.text);
  }
  return std::nullopt;
}

tl::expected<Selector, SpecProblem> Selector::parse(std::string_view text, SpecPosition at,
                                                    const Vocabulary& vocabulary) {
  const std::size_t name = name_length(text);
  Selector selector;
  if (auto read = selector.read_name(text.substr(0, name), at, vocabulary); !read) return tl::unexpected(read.error());
  std::string_view rest = text.substr(name);
  if (rest.starts_with('[')) {
    const std::size_t close = rest.find(']');
    if (close == std::string_view::npos)
      return tl::unexpected(SpecProblem{shifted(at, name), "the `[` of this selector is not closed"});
    std::size_t from = 1;
    while (from <= close) {
      const std::size_t to = std::min(rest.find(',', from), close);
      if (auto read = selector.read_condition(rest.substr(from, to - from), shifted(at, name + from), vocabulary);
          !read)
        return tl::unexpected(read.error());
      from = to + 1;
    }
    rest.remove_prefix(close + 1);
  }
  if (!rest.empty())
    return tl::unexpected(
        SpecProblem{shifted(at, text.size() - rest.size()),
                    "`" + std::string(rest) + "` is too much here: a selector is a name, perhaps with [conditions]"});
  selector.describe(vocabulary);
  return selector;
}

tl::expected<void, SpecProblem> Selector::read_name(std::string_view name, SpecPosition at,
                                                    const Vocabulary& vocabulary) {
  name_ = std::string(name);
  const auto among = [&](const std::vector<NamedPattern>& patterns, std::string_view wanted) {
    for (std::size_t i = 0; i < patterns.size(); ++i)
      if (patterns[i].name == wanted) pattern_ = static_cast<int>(i);
    return pattern_ >= 0;
  };
  if (name.starts_with(driver_prefix)) {
    kind_ = EventKind::driver;
    driver_ = true;
    name_ = std::string(name.substr(driver_prefix.size()));
    if (!name_.empty()) return {};
  } else if (name.starts_with(file_prefix)) {
    kind_ = EventKind::file_state;
    if (among(vocabulary.files(), name.substr(file_prefix.size()))) return {};
  } else if (name.starts_with('@')) {
    for (const SystemEvent& event : system_events) {
      if (event.name != name) continue;
      kind_ = event.kind;
      return {};
    }
  } else if (among(vocabulary.lines(), name)) {
    return {};
  }
  return tl::unexpected(
      SpecProblem{at, "no events are called `" + std::string(name) + "`" + known_names(vocabulary, name)});
}

tl::expected<void, SpecProblem> Selector::read_condition(std::string_view text, SpecPosition at,
                                                         const Vocabulary& vocabulary) {
  const std::size_t equals = text.find('=');
  const std::string_view name = trimmed(text.substr(0, equals));
  if (equals == std::string_view::npos || name.empty())
    return tl::unexpected(SpecProblem{at, "a condition is FIELD=VALUE, such as [name=alex]"});
  const std::size_t indent = text.find_first_not_of(' ');
  auto found = field(name, shifted(at, indent), vocabulary);
  if (!found) return tl::unexpected(found.error());
  const std::string_view wanted = trimmed(text.substr(equals + 1));
  const Value value = Value::of(wanted);
  const SpecPosition place = shifted(at, text.find_first_not_of(' ', equals + 1) == std::string_view::npos
                                             ? equals + 1
                                             : text.find_first_not_of(' ', equals + 1));
  if (found->numeric && !value.number)
    return tl::unexpected(
        SpecProblem{place, "`" + std::string(name) + "` is an integer, so it is never `" + value.text + "`"});
  if (found->source == FieldSource::capture) {
    const auto& choices = pattern(vocabulary)->matcher.captures()[static_cast<std::size_t>(found->capture)].choices;
    if (!choices.empty() && std::find(choices.begin(), choices.end(), value.text) == choices.end()) {
      return tl::unexpected(SpecProblem{
          place, "`" + std::string(name) + "` is never `" + value.text + "`" + did_you_mean(value.text, choices)});
    }
  }
  conditions_.push_back(Condition{std::move(*found), value});
  return {};
}

const NamedPattern* Selector::pattern(const Vocabulary& vocabulary) const {
  if (pattern_ < 0) return nullptr;
  const auto& patterns = kind_ == EventKind::file_state ? vocabulary.files() : vocabulary.lines();
  return &patterns[static_cast<std::size_t>(pattern_)];
}

tl::expected<Field, SpecProblem> Selector::field(std::string_view name, SpecPosition at,
                                                 const Vocabulary& vocabulary) const {
  std::vector<std::string> known;
  for (const BuiltInField& built_in : built_in_fields) {
    if (built_in.name == name)
      return Field{built_in.source, 0, std::string(name), built_in.source != FieldSource::text};
    known.emplace_back(built_in.name);
  }
  if (const NamedPattern* named = pattern(vocabulary)) {
    const auto& captures = named->matcher.captures();
    for (std::size_t i = 0; i < captures.size(); ++i) {
      if (captures[i].name == name)
        return Field{FieldSource::capture, static_cast<int>(i), std::string(name),
                     captures[i].kind == CaptureKind::integer};
      known.push_back(captures[i].name);
    }
  }
  return tl::unexpected(
      SpecProblem{at, "`" + name_ + "` has no field `" + std::string(name) + "`" + did_you_mean(name, known)});
}

void Selector::describe(const Vocabulary& vocabulary) {
  std::vector<std::pair<std::string, std::string>> fixed;
  for (const Condition& condition : conditions_)
    if (condition.field.source == FieldSource::capture) fixed.emplace_back(condition.field.name, condition.value.text);
  const NamedPattern* named = pattern(vocabulary);
  description_ = named != nullptr ? readable(named->text, fixed) : name_;
  for (const Condition& condition : conditions_)
    if (condition.field.source != FieldSource::capture)
      description_ += " [" + condition.field.name + "=" + condition.value.text + "]";
}

bool Selector::matches(const Sighting& sighting) const {
  const Event& event = *sighting.event;
  if (driver_) {
    if (event.kind != EventKind::driver || event.name != name_) return false;
  } else if (kind_ == EventKind::line) {
    if (!sighting.is_line() || sighting.pattern != pattern_) return false;
  } else if (event.kind != kind_ || sighting.pattern != pattern_) {
    return false;
  }
  return std::all_of(conditions_.begin(), conditions_.end(), [&](const Condition& condition) {
    const auto value = condition.field.read(sighting);
    return value && *value == condition.value;
  });
}

tl::expected<SelectedField, SpecProblem> SelectedField::parse(std::string_view text, SpecPosition at,
                                                              const Vocabulary& vocabulary) {
  const std::size_t length = selector_length(text);
  auto selector = Selector::parse(text.substr(0, length), at, vocabulary);
  if (!selector) return tl::unexpected(selector.error());
  if (length + 1 >= text.size() || text[length] != '.')
    return tl::unexpected(SpecProblem{shifted(at, length), "here a field is needed: SELECTOR.FIELD, such as info.pid"});
  auto field = selector->field(text.substr(length + 1), shifted(at, length + 1), vocabulary);
  if (!field) return tl::unexpected(field.error());
  return SelectedField{std::string(text), std::move(*selector), std::move(*field)};
}

bool Selectors::matches(const Sighting& sighting) const {
  return std::any_of(any_.begin(), any_.end(), [&](const Selector& selector) { return selector.matches(sighting); });
}

bool Selectors::names_lines() const {
  return std::all_of(any_.begin(), any_.end(), [](const Selector& selector) { return selector.names_lines(); });
}

std::string Selectors::description() const {
  std::string all;
  for (const Selector& selector : any_)
    all += (all.empty() ? "" : " | ") + selector.description();
  return all;
}

std::optional<Value> SharedField::read(const Sighting& sighting) const {
  for (const Part& part : parts_)
    if (part.selector.matches(sighting)) return part.field.read(sighting);
  return std::nullopt;
}

}  // namespace threadmark::check
