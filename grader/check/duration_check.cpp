// `duration`: virtual time that the run takes, or that passes between two events.
#include <utility>

#include "grader/check/check_set.hpp"
#include "grader/check/event_text.hpp"

namespace threadmark::check {
namespace {

constexpr std::int64_t ns_per_ms = 1'000'000;

struct DurationRules {
  std::optional<Expression> under_ms;
  std::optional<Expression> at_least_ms;
  std::optional<Selectors> from;
  std::optional<Selectors> to;
};

class DurationCheck final : public Check {
 public:
  DurationCheck(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary, DurationRules rules)
      : Check(std::move(spec), std::move(vocabulary)), rules_(std::move(rules)) {}

 private:
  /// From the first event of `from` (or the start) to the last of `to` (or the end). Without such events there is
  /// nothing to measure, and whether there must be is for a `count` check to say.
  Judgement judge_events(const Observation& observation) const override {
    Judgement judgement;
    const Event* from = nullptr;
    const Event* to = nullptr;
    for (const Sighting& sighting : observation.sightings()) {
      if (rules_.from && from == nullptr && rules_.from->matches(sighting)) from = sighting.event;
      if (rules_.to && rules_.to->matches(sighting)) to = sighting.event;
    }
    if ((rules_.from && from == nullptr) || (rules_.to && to == nullptr)) return judgement;
    const std::int64_t begin = from != nullptr ? from->time_ns : 0;
    const std::int64_t end = to != nullptr ? to->time_ns : observation.run().virtual_ns;
    const std::int64_t took = end - begin;
    const auto message = [&](const char* id, std::int64_t limit) {
      return Message{id, {{"limit", std::to_string(limit)}, {"took", std::to_string(took / ns_per_ms)}}};
    };
    const auto under = rules_.under_ms ? rules_.under_ms->evaluate(observation).value : std::nullopt;
    if (under && took >= *under * ns_per_ms)
      judgement.wrong.push_back(placed(to, FindingKind::not_concurrent, message("check.duration.too-long", *under)));
    const auto at_least = rules_.at_least_ms ? rules_.at_least_ms->evaluate(observation).value : std::nullopt;
    if (at_least && took < *at_least * ns_per_ms)
      judgement.missing.push_back(
          placed(to, FindingKind::order_violation, message("check.duration.too-short", *at_least)));
    return judgement;
  }

  static Finding placed(const Event* at, FindingKind kind, Message message) {
    return at != nullptr ? finding_at(kind, *at, std::move(message)) : finding_without_place(kind, std::move(message));
  }

  DurationRules rules_;
};

}  // namespace

std::unique_ptr<Check> make_duration_check(CheckReader& reader) {
  reader.allow_keys({"under-ms", "at-least-ms", "from", "to"});
  DurationRules rules;
  if (const Parameter* under = reader.optional("under-ms")) rules.under_ms = reader.expression(*under);
  if (const Parameter* at_least = reader.optional("at-least-ms")) rules.at_least_ms = reader.expression(*at_least);
  if (reader.ok() && !rules.under_ms && !rules.at_least_ms)
    reader.problem(reader.spec().at, "a check of type `duration` needs `under-ms` or `at-least-ms`");
  if (const Parameter* from = reader.optional("from")) rules.from = reader.selectors(*from);
  if (const Parameter* to = reader.optional("to")) rules.to = reader.selectors(*to);
  CheckSpec spec = reader.spec();
  if (spec.time == JudgedTime::any)
    reader.problem(spec.at,
                   "durations are judged under `time: exact` only: a sleep may last any time longer otherwise");
  spec.time = JudgedTime::exact;
  if (!reader.ok()) return nullptr;
  return std::make_unique<DurationCheck>(std::move(spec), reader.vocabulary(), std::move(rules));
}

}  // namespace threadmark::check
