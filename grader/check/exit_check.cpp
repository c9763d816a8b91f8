// `exit`: how the main process ended.
#include <algorithm>
#include <utility>

#include "grader/check/check_set.hpp"

namespace threadmark::check {
namespace {

class ExitCheck final : public Check {
 public:
  ExitCheck(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary, Expression status)
      : Check(std::move(spec), std::move(vocabulary)), status_(std::move(status)) {}

  std::vector<FindingKind> claimed_kinds() const override { return {FindingKind::wrong_exit}; }

 private:
  Judgement judge_events(const Observation& observation) const override {
    Judgement judgement;
    const Run& run = observation.run();
    if (spec().implied && !answers_for(FindingKind::wrong_exit, run)) return judgement;
    if (!run.exit.ended || explained(run)) return judgement;
    const auto wanted = status_.evaluate(observation).value;
    if (run.exit.signal != 0)
      judgement.wrong.push_back(finding_without_place(
          FindingKind::wrong_exit, {"check.exit.signal", {{"signal", std::to_string(run.exit.signal)}}}));
    else if (wanted && run.exit.status != *wanted)
      judgement.wrong.push_back(finding_without_place(
          FindingKind::wrong_exit,
          {"check.exit.status", {{"expected", std::to_string(*wanted)}, {"seen", std::to_string(run.exit.status)}}}));
    return judgement;
  }

  /// True when something else that is reported made it end so: one cause is told once.
  static bool explained(const Run& run) {
    const bool stopped = std::any_of(run.findings.begin(), run.findings.end(), [](const Finding& finding) {
      return finding.kind == FindingKind::crash || finding.kind == FindingKind::memory_error ||
             finding.kind == FindingKind::limit_exceeded || finding.kind == FindingKind::wrong_exit;
    });
    return stopped || std::any_of(run.tests.begin(), run.tests.end(),
                                  [](const TestOutcome& test) { return test.ran && !test.passed; });
  }

  Expression status_;
};

}  // namespace

std::unique_ptr<Check> make_exit_check(CheckReader& reader) {
  reader.allow_keys({"status"});
  auto status = std::optional(Expression::constant(0));
  if (const Parameter* given = reader.optional("status")) status = reader.expression(*given);
  if (!reader.ok()) return nullptr;
  return std::make_unique<ExitCheck>(reader.spec(), reader.vocabulary(), std::move(*status));
}

}  // namespace threadmark::check
