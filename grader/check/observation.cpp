// Classifying the events of a run by the patterns of its lesson.
#include "grader/check/observation.hpp"

#include <algorithm>
#include <charconv>

#include "grader/check/squeeze.hpp"

namespace threadmark::check {
namespace {

bool cuts_short(const Finding& finding) {
  if (finding.severity != Severity::error) return false;
  switch (finding.kind) {
    case FindingKind::deadlock:
    case FindingKind::lost_wakeup:
    case FindingKind::crash:
    case FindingKind::timeout:
    case FindingKind::limit_exceeded:
    case FindingKind::orphan_process:  // it is ended with main, wherever it was
      return true;
    default:
      return false;
  }
}

}  // namespace

Value Value::of(std::string_view text) {
  Value value{std::string(text), std::nullopt};
  std::int64_t number = 0;
  const char* begin = text.data();
  const char* end = begin + text.size();
  if (text.size() > 1 && text.front() == '+') ++begin;
  const auto [stop, error] = std::from_chars(begin, end, number);
  if (error == std::errc() && stop == end && begin != end) value.number = number;
  return value;
}

Value Value::of(std::int64_t number) {
  return Value{std::to_string(number), number};
}

bool Value::operator==(const Value& other) const {
  if (number && other.number) return *number == *other.number;
  return text == other.text;
}

bool Value::operator<(const Value& other) const {
  if (number && other.number) return *number < *other.number;
  if (number.has_value() != other.number.has_value()) return number.has_value();
  return text < other.text;
}

Observation::Observation(const Run& run, const Vocabulary& vocabulary) : run_(run), cut_short_(was_cut_short(run)) {
  sightings_.reserve(run.events.size());
  for (const Event& event : run.events)
    if (event.kind != EventKind::error_line) sightings_.push_back(classify(event, vocabulary));
}

Sighting Observation::classify(const Event& event, const Vocabulary& vocabulary) {
  Sighting sighting{&event, -1, {}};
  const auto try_all = [&](const std::vector<NamedPattern>& patterns, std::string_view text, std::string_view path) {
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      if (patterns[i].path != path || !patterns[i].matcher.match(text, sighting.captures)) continue;
      sighting.pattern = static_cast<int>(i);
      return;
    }
    sighting.captures.clear();
  };
  if (sighting.is_line()) {
    try_all(vocabulary.lines(), event.text, {});
  } else if (event.kind == EventKind::file_state) {
    squeezed_.push_back(without_white_space(event.text));
    try_all(vocabulary.files(), squeezed_.back(), event.name);
  }
  return sighting;
}

bool was_cut_short(const Run& run) {
  return !run.exit.ended || run.exit.signal != 0 || std::any_of(run.findings.begin(), run.findings.end(), cuts_short);
}

}  // namespace threadmark::check
