// `invariant`: expressions that are true at the end of each run.
#include <utility>

#include "grader/check/check_set.hpp"

namespace threadmark::check {
namespace {

class InvariantCheck final : public Check {
 public:
  InvariantCheck(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary, std::vector<Expression> expressions)
      : Check(std::move(spec), std::move(vocabulary)), expressions_(std::move(expressions)) {}

 private:
  /// Everything is a claim about a complete run: what a stopped one lacks may be what would have made it true.
  Judgement judge_events(const Observation& observation) const override {
    Judgement judgement;
    for (const Expression& expression : expressions_) {
      const Evaluation evaluation = expression.evaluate(observation);
      if (evaluation.value && *evaluation.value != 0) continue;
      const Message message =
          evaluation.value
              ? Message{"check.invariant.broken",
                        {{"expression", expression.text()}, {"values", expression.explain(observation)}}}
              : Message{"check.invariant.no-value", {{"expression", expression.text()}, {"term", evaluation.trouble}}};
      const Sighting* witness = expression.witness(observation);
      judgement.missing.push_back(witness != nullptr
                                      ? finding_at(FindingKind::invariant_violation, *witness->event, message)
                                      : finding_without_place(FindingKind::invariant_violation, message));
    }
    return judgement;
  }

  std::vector<Expression> expressions_;
};

}  // namespace

std::unique_ptr<Check> make_invariant_check(CheckReader& reader) {
  reader.allow_keys({"that"});
  std::vector<Expression> expressions;
  if (const Parameter* that = reader.required("that"))
    for (const Parameter* one : CheckReader::elements(*that))
      if (auto expression = reader.expression(*one)) expressions.push_back(std::move(*expression));
  if (!reader.ok()) return nullptr;
  return std::make_unique<InvariantCheck>(reader.spec(), reader.vocabulary(), std::move(expressions));
}

}  // namespace threadmark::check
