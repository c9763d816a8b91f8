// `count`: so many events of each kind.
#include <utility>

#include "grader/check/check_set.hpp"
#include "grader/check/event_text.hpp"

namespace threadmark::check {
namespace {

struct CountRule {
  Selectors events;
  Amount amount;
};

class CountCheck final : public Check {
 public:
  CountCheck(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary, std::vector<CountRule> rules)
      : Check(std::move(spec), std::move(vocabulary)), rules_(std::move(rules)) {}

 private:
  Judgement judge_events(const Observation& observation) const override {
    Judgement judgement;
    for (const CountRule& rule : rules_)
      judge_rule(rule, observation, judgement);
    return judgement;
  }

  static void judge_rule(const CountRule& rule, const Observation& observation, Judgement& judgement) {
    std::vector<const Sighting*> seen;
    for (const Sighting& sighting : observation.sightings())
      if (rule.events.matches(sighting)) seen.push_back(&sighting);
    const Bounds bounds = rule.amount.bounds(observation);
    const auto number = static_cast<std::int64_t>(seen.size());
    const auto message = [&](const char* id) {
      return Message{
          id, {{"what", rule.events.description()}, {"expected", bounds.text()}, {"seen", std::to_string(number)}}};
    };
    if (bounds.too_many(number)) {
      const Sighting& extra = *seen[static_cast<std::size_t>(std::max<std::int64_t>(*bounds.max, 0))];
      Finding finding = finding_at(FindingKind::extra_output, *extra.event, message("check.count.too-many"));
      finding.message.args["event"] = event_text(extra);
      if (&extra != seen.front())
        finding.related.push_back(
            related_at(*seen.front()->event, {"check.related.first", {{"event", event_text(*seen.front())}}}));
      judgement.wrong.push_back(std::move(finding));
    } else if (bounds.too_few(number)) {
      judgement.missing.push_back(finding_without_place(FindingKind::missing_output, message("check.count.too-few")));
    }
  }

  std::vector<CountRule> rules_;
};

}  // namespace

std::unique_ptr<Check> make_count_check(CheckReader& reader) {
  reader.allow_keys({"counts"});
  std::vector<CountRule> rules;
  const Parameter* counts = reader.required("counts");
  if (counts != nullptr && (counts->kind != Parameter::Kind::map || counts->map.empty()))
    reader.problem(counts->at, "`counts` is a map of SELECTOR: N, such as {start: 3}");
  else if (counts != nullptr)
    for (const auto& [key, value] : counts->map) {
      auto events = reader.selectors(key);
      auto amount = reader.amount(value);
      if (events && amount) rules.push_back({std::move(*events), std::move(*amount)});
    }
  if (!reader.ok()) return nullptr;
  return std::make_unique<CountCheck>(reader.spec(), reader.vocabulary(), std::move(rules));
}

}  // namespace threadmark::check
