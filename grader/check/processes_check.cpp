// `processes`: how many children and threads a program makes, and that none is left behind.
#include <utility>

#include "grader/check/check_set.hpp"
#include "grader/check/event_text.hpp"

namespace threadmark::check {
namespace {

struct ProcessRules {
  std::optional<Amount> children;
  std::optional<Amount> threads;
  bool all_reaped = false;
  bool none_left = false;
};

class ProcessesCheck final : public Check {
 public:
  ProcessesCheck(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary, ProcessRules rules)
      : Check(std::move(spec), std::move(vocabulary)), rules_(std::move(rules)) {}

  /// The runtime sees who was not reaped and who still ran (automatic reaping included); here it is only answered for.
  std::vector<FindingKind> claimed_kinds() const override {
    std::vector<FindingKind> kinds;
    if (rules_.all_reaped) kinds.push_back(FindingKind::zombie_process);
    if (rules_.none_left) kinds.push_back(FindingKind::orphan_process);
    return kinds;
  }

 private:
  Judgement judge_events(const Observation& observation) const override {
    Judgement judgement;
    if (rules_.children)
      judge_number(*rules_.children, EventKind::process_start, "check.processes.children", observation, judgement);
    if (rules_.threads)
      judge_number(*rules_.threads, EventKind::thread_start, "check.processes.threads", observation, judgement);
    return judgement;
  }

  static void judge_number(const Amount& amount, EventKind kind, const char* id, const Observation& observation,
                           Judgement& judgement) {
    std::vector<const Sighting*> started;
    for (const Sighting& sighting : observation.sightings())
      if (sighting.event->kind == kind) started.push_back(&sighting);
    const Bounds bounds = amount.bounds(observation);
    const auto number = static_cast<std::int64_t>(started.size());
    const Message message{id, {{"expected", bounds.text()}, {"seen", std::to_string(number)}}};
    if (bounds.too_many(number))
      judgement.wrong.push_back(
          finding_at(FindingKind::invariant_violation,
                     *started[static_cast<std::size_t>(std::max<std::int64_t>(*bounds.max, 0))]->event, message));
    else if (bounds.too_few(number))
      judgement.missing.push_back(finding_without_place(FindingKind::invariant_violation, message));
  }

  ProcessRules rules_;
};

}  // namespace

std::unique_ptr<Check> make_processes_check(CheckReader& reader) {
  reader.allow_keys({"children", "threads", "all-reaped", "none-left"});
  ProcessRules rules;
  if (const Parameter* children = reader.optional("children")) rules.children = reader.amount(*children);
  if (const Parameter* threads = reader.optional("threads")) rules.threads = reader.amount(*threads);
  if (const Parameter* reaped = reader.optional("all-reaped")) rules.all_reaped = reader.truth(*reaped).value_or(false);
  if (const Parameter* left = reader.optional("none-left")) rules.none_left = reader.truth(*left).value_or(false);
  if (reader.ok() && !rules.children && !rules.threads && !rules.all_reaped && !rules.none_left)
    reader.problem(reader.spec().at,
                   "a check of type `processes` needs `children`, `threads`, `all-reaped: true` or `none-left: true`");
  if (!reader.ok()) return nullptr;
  return std::make_unique<ProcessesCheck>(reader.spec(), reader.vocabulary(), std::move(rules));
}

}  // namespace threadmark::check
