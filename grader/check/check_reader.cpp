// Reading values of a spec with problems at their places.
#include "grader/check/check_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "grader/base/nearest_name.hpp"

namespace threadmark::check {
namespace {

/// Keys that every check has; the spec's loader reads them.
constexpr std::array<std::string_view, 10> common_keys = {"id",    "title", "type",  "points", "hint",
                                                          "bonus", "needs", "cases", "when",   "time"};
constexpr std::string_view finding_key = "finding";

bool is_common(std::string_view key) {
  return key == finding_key || std::find(common_keys.begin(), common_keys.end(), key) != common_keys.end();
}

std::string in_ticks(std::string_view text) {
  return "`" + std::string(text) + "`";
}

std::string listed(std::initializer_list<std::string_view> words) {
  std::string all;
  for (const std::string_view word : words)
    all += (all.empty() ? "" : ", ") + in_ticks(word);
  return all;
}

}  // namespace

CheckReader::CheckReader(const Lesson& lesson, const CheckSpec& spec, std::shared_ptr<const Vocabulary> vocabulary,
                         const AskChecker& ask_checker, std::vector<SpecProblem>& problems)
    : lesson_(lesson),
      spec_(spec),
      vocabulary_(std::move(vocabulary)),
      ask_checker_(ask_checker),
      problems_(problems),
      problems_before_(problems.size()) {}

void CheckReader::problem(SpecPosition at, std::string message) {
  problems_.push_back(SpecProblem{at, "check " + in_ticks(spec_.id) + ": " + std::move(message)});
}

void CheckReader::allow_keys(std::initializer_list<std::string_view> keys) {
  allow_keys_in(spec_.parameters, keys);
}

void CheckReader::allow_keys_in(const Parameter& map, std::initializer_list<std::string_view> keys) {
  const bool top = &map == &spec_.parameters;
  for (const auto& [key, value] : map.map) {
    if (std::find(keys.begin(), keys.end(), key.scalar) != keys.end()) continue;
    if (top && is_common(key.scalar)) continue;
    std::vector<std::string> known(keys.begin(), keys.end());
    if (top) known.insert(known.end(), common_keys.begin(), common_keys.end());
    const std::string near = did_you_mean(key.scalar, known);
    problem(key.at, "unknown key " + in_ticks(key.scalar) + (!near.empty() ? near : "; its keys are " + listed(keys)));
  }
}

const Parameter* CheckReader::optional(std::string_view key) const {
  return spec_.parameters.find(std::string(key));
}

const Parameter* CheckReader::required(std::string_view key) {
  const Parameter* found = optional(key);
  if (found == nullptr)
    problem(spec_.at, "a check of type " + in_ticks(spec_.type) + " needs the key " + in_ticks(key));
  return found;
}

const Parameter* CheckReader::required_in(const Parameter& map, std::string_view key) {
  const Parameter* found = map.find(std::string(key));
  if (found == nullptr) problem(map.at, "here the key " + in_ticks(key) + " is needed");
  return found;
}

std::optional<std::string> CheckReader::text(const Parameter& value) {
  if (value.kind == Parameter::Kind::scalar) return value.scalar;
  problem(value.at, "here a text is expected, not a list or a map");
  return std::nullopt;
}

std::optional<bool> CheckReader::truth(const Parameter& value) {
  if (value.kind == Parameter::Kind::scalar && value.scalar == "true") return true;
  if (value.kind == Parameter::Kind::scalar && value.scalar == "false") return false;
  problem(value.at, "here `true` or `false` is expected");
  return std::nullopt;
}

std::optional<std::string> CheckReader::choice(const Parameter& value, std::initializer_list<std::string_view> words) {
  auto word = text(value);
  if (!word || std::find(words.begin(), words.end(), *word) != words.end()) return word;
  const std::vector<std::string> candidates(words.begin(), words.end());
  problem(value.at, in_ticks(*word) + " is none of " + listed(words) + did_you_mean(*word, candidates));
  return std::nullopt;
}

std::vector<const Parameter*> CheckReader::elements(const Parameter& value) {
  if (value.kind != Parameter::Kind::list) return {&value};
  std::vector<const Parameter*> all;
  for (const Parameter& element : value.list)
    all.push_back(&element);
  return all;
}

std::vector<std::string> CheckReader::texts(const Parameter& value) {
  std::vector<std::string> all;
  for (const Parameter* element : elements(value))
    if (auto one = text(*element)) all.push_back(std::move(*one));
  if (all.empty() && ok()) problem(value.at, "this list is empty");
  return all;
}

ExpressionScope CheckReader::scope() const {
  ExpressionScope scope{*vocabulary_, {}};
  const bool component = lesson_.kind == LessonKind::component;
  for (const Case& one : lesson_.cases) {
    const bool named = std::find(spec_.cases.begin(), spec_.cases.end(), one.id) != spec_.cases.end();
    if (spec_.cases.empty() || named || component) scope.cases.push_back(&one);
  }
  return scope;
}

std::optional<Expression> CheckReader::expression(const Parameter& value) {
  const auto source = text(value);
  if (!source) return std::nullopt;
  auto parsed = Expression::parse(*source, content_of(value), scope());
  if (parsed) return std::move(*parsed);
  problem(parsed.error().at, parsed.error().message);
  return std::nullopt;
}

std::optional<Amount> CheckReader::amount(const Parameter& value) {
  if (value.kind != Parameter::Kind::map) {
    auto exact = expression(value);
    if (!exact) return std::nullopt;
    return Amount{*exact, *exact};
  }
  allow_keys_in(value, {"min", "max"});
  Amount amount;
  if (const Parameter* min = value.find("min")) amount.min = expression(*min);
  if (const Parameter* max = value.find("max")) amount.max = expression(*max);
  if (!amount.min && !amount.max) {
    if (ok()) problem(value.at, "here a number, an expression or {min: …, max: …} is expected");
    return std::nullopt;
  }
  return amount;
}

std::optional<Selector> CheckReader::selector(const Parameter& value) {
  const auto source = text(value);
  if (!source) return std::nullopt;
  auto parsed = Selector::parse(*source, content_of(value), *vocabulary_);
  if (parsed) return std::move(*parsed);
  problem(parsed.error().at, parsed.error().message);
  return std::nullopt;
}

std::optional<Selectors> CheckReader::selectors(const Parameter& value) {
  Selectors any;
  for (const Parameter* element : elements(value)) {
    auto one = selector(*element);
    if (!one) return std::nullopt;
    any.add(std::move(*one));
  }
  if (!any.all().empty()) return any;
  problem(value.at, "this list is empty");
  return std::nullopt;
}

std::optional<SelectedField> CheckReader::selected_field(const Parameter& value) {
  const auto source = text(value);
  if (!source) return std::nullopt;
  auto parsed = SelectedField::parse(*source, content_of(value), *vocabulary_);
  if (parsed) return std::move(*parsed);
  problem(parsed.error().at, parsed.error().message);
  return std::nullopt;
}

std::optional<SharedField> CheckReader::field_of(const Parameter& name, const Selectors& selectors) {
  const auto source = text(name);
  if (!source) return std::nullopt;
  return field_of(*source, content_of(name), selectors);
}

std::optional<SharedField> CheckReader::field_of(std::string_view name, SpecPosition at, const Selectors& selectors) {
  SharedField shared;
  for (const Selector& selector : selectors.all()) {
    auto field = selector.field(name, at, *vocabulary_);
    if (!field) {
      problem(field.error().at, field.error().message);
      return std::nullopt;
    }
    shared.add(selector, std::move(*field));
  }
  return shared;
}

SpecPosition content_of(const Parameter& scalar) {
  return {scalar.at.line, scalar.at.column + (scalar.quoted ? 1 : 0)};
}

}  // namespace threadmark::check
