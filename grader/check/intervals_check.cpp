// `intervals`: what lies between a begin and its end, and how much of it overlaps.
#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "grader/check/check_set.hpp"
#include "grader/check/event_text.hpp"
#include "grader/check/per_reader.hpp"

namespace threadmark::check {
namespace {

/// Begins and ends; of one key, the k-th end closes the k-th begin.
struct IntervalEvents {
  KeyedEvents begin;
  KeyedEvents end;
};

/// The intervals that are open while a run is read event by event.
class OpenIntervals {
 public:
  explicit OpenIntervals(const IntervalEvents& events) : events_(events) {}

  enum class Change { none, begun, ended };

  Change take(const Sighting& sighting) {
    if (const auto key = events_.begin.key_of(sighting)) {
      open_.emplace_back(*key, &sighting);
      return Change::begun;
    }
    const auto key = events_.end.key_of(sighting);
    if (!key) return Change::none;
    const auto found = std::find_if(open_.begin(), open_.end(), [&](const auto& one) { return one.first == *key; });
    if (found == open_.end()) return Change::none;  // an end without a begin is no interval
    open_.erase(found);
    return Change::ended;
  }

  std::int64_t count() const { return static_cast<std::int64_t>(open_.size()); }
  const Sighting& oldest() const { return *open_.front().second; }
  const std::deque<std::pair<Value, const Sighting*>>& open() const { return open_; }

 private:
  const IntervalEvents& events_;
  std::deque<std::pair<Value, const Sighting*>> open_;
};

struct IntervalRules {
  IntervalEvents intervals;
  std::optional<Expression> max;
  std::optional<Expression> reach;
  std::optional<IntervalEvents> never_with;
};

class IntervalsCheck final : public Check {
 public:
  IntervalsCheck(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary, IntervalRules rules)
      : Check(std::move(spec), std::move(vocabulary)), rules_(std::move(rules)) {}

 private:
  Judgement judge_events(const Observation& observation) const override {
    Judgement judgement;
    if (rules_.max) judge_max(observation, judgement);
    if (rules_.never_with) judge_never_with(observation, judgement);
    if (rules_.reach) judge_reach(observation, judgement);
    return judgement;
  }

  std::string name() const { return rules_.intervals.begin.events.description(); }

  void judge_max(const Observation& observation, Judgement& judgement) const {
    const auto max = rules_.max->evaluate(observation).value;
    if (!max) return;
    OpenIntervals open(rules_.intervals);
    for (const Sighting& sighting : observation.sightings()) {
      if (open.take(sighting) != OpenIntervals::Change::begun || open.count() <= *max) continue;
      judgement.wrong.push_back(finding_at(FindingKind::invariant_violation, *sighting.event,
                                           {"check.intervals.too-many",
                                            {{"what", name()},
                                             {"event", event_text(sighting)},
                                             {"max", std::to_string(*max)},
                                             {"seen", std::to_string(open.count())}}}));
      for (const auto& [key, begin] : open.open())
        if (begin != &sighting && judgement.wrong.back().related.size() < 8)
          judgement.wrong.back().related.push_back(
              related_at(*begin->event, {"check.related.still-open", {{"event", event_text(*begin)}}}));
      return;
    }
  }

  void judge_never_with(const Observation& observation, Judgement& judgement) const {
    OpenIntervals ours(rules_.intervals);
    OpenIntervals theirs(*rules_.never_with);
    for (const Sighting& sighting : observation.sightings()) {
      const bool we_began = ours.take(sighting) == OpenIntervals::Change::begun;
      const bool they_began = theirs.take(sighting) == OpenIntervals::Change::begun;
      if ((!we_began && !they_began) || ours.count() == 0 || theirs.count() == 0) continue;
      const Sighting& other = we_began ? theirs.oldest() : ours.oldest();
      judgement.wrong.push_back(
          finding_at(FindingKind::invariant_violation, *sighting.event,
                     {"check.intervals.together", {{"event", event_text(sighting)}, {"other", event_text(other)}}}));
      judgement.wrong.back().related.push_back(
          related_at(*other.event, {"check.related.still-open", {{"event", event_text(other)}}}));
      return;
    }
  }

  /// Too little overlap. Where the program waits between the end of one interval and the begin of the next, that wait
  /// is what keeps them apart; otherwise the begin that came too late is the place.
  void judge_reach(const Observation& observation, Judgement& judgement) const {
    const auto reach = rules_.reach->evaluate(observation).value;
    if (!reach) return;
    OpenIntervals open(rules_.intervals);
    std::int64_t most = 0;
    const Sighting* ended = nullptr;
    const Sighting* waited = nullptr;
    const Sighting* late = nullptr;
    for (const Sighting& sighting : observation.sightings()) {
      const auto change = open.take(sighting);
      most = std::max(most, open.count());
      if (late != nullptr) continue;
      if (change == OpenIntervals::Change::ended && ended == nullptr) ended = &sighting;
      if (change == OpenIntervals::Change::begun && ended != nullptr) late = &sighting;
      const EventKind kind = sighting.event->kind;
      const bool is_wait = kind == EventKind::thread_join || kind == EventKind::process_reaped;
      if (is_wait && ended != nullptr && waited == nullptr) waited = &sighting;
    }
    if (most >= *reach) return;
    judgement.distance = static_cast<long>(*reach - most);
    const Message message{
        waited != nullptr && late != nullptr ? "check.intervals.waits-between" : "check.intervals.too-little-overlap",
        {{"what", name()}, {"reach", std::to_string(*reach)}, {"seen", std::to_string(most)}}};
    const Sighting* place = late != nullptr && waited != nullptr ? waited : late;
    Finding finding = place != nullptr ? finding_at(FindingKind::not_concurrent, *place->event, message)
                                       : finding_without_place(FindingKind::not_concurrent, message);
    if (late != nullptr) {
      finding.related.push_back(
          related_at(*ended->event, {"check.related.ended-first", {{"event", event_text(*ended)}}}));
      finding.related.push_back(
          related_at(*late->event, {"check.related.began-after", {{"event", event_text(*late)}}}));
    }
    judgement.missing.push_back(std::move(finding));
  }

  IntervalRules rules_;
};

/// Reads begin, end and per of a map; intervals without `per` belong to the task that begins and ends them.
std::optional<IntervalEvents> read_intervals(CheckReader& reader, const Parameter& map) {
  const Parameter* begin = reader.required_in(map, "begin");
  const Parameter* end = reader.required_in(map, "end");
  if (begin == nullptr || end == nullptr) return std::nullopt;
  auto begins = reader.selectors(*begin);
  auto ends = reader.selectors(*end);
  if (!begins || !ends) return std::nullopt;
  const Parameter* per = map.find("per");
  auto keyed_begins = keyed(reader, std::move(*begins), per, 0, "@task");
  auto keyed_ends = keyed(reader, std::move(*ends), per, 1, "@task");
  if (!keyed_begins || !keyed_ends) return std::nullopt;
  return IntervalEvents{std::move(*keyed_begins), std::move(*keyed_ends)};
}

}  // namespace

std::unique_ptr<Check> make_intervals_check(CheckReader& reader) {
  reader.allow_keys({"begin", "end", "per", "max", "reach", "never-with"});
  auto intervals = read_intervals(reader, reader.spec().parameters);
  const Parameter* max = reader.optional("max");
  const Parameter* reach = reader.optional("reach");
  const Parameter* never_with = reader.optional("never-with");
  if (max == nullptr && reach == nullptr && never_with == nullptr)
    reader.problem(reader.spec().at, "a check of type `intervals` needs `max`, `reach` or `never-with`");
  if (!intervals) return nullptr;
  IntervalRules rules{std::move(*intervals), std::nullopt, std::nullopt, std::nullopt};
  if (max != nullptr) rules.max = reader.expression(*max);
  if (reach != nullptr) rules.reach = reader.expression(*reach);
  if (never_with != nullptr) {
    reader.allow_keys_in(*never_with, {"begin", "end", "per"});
    rules.never_with = read_intervals(reader, *never_with);
  }
  if (!reader.ok()) return nullptr;
  return std::make_unique<IntervalsCheck>(reader.spec(), reader.vocabulary(), std::move(rules));
}

}  // namespace threadmark::check
