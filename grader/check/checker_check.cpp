// `checker`: a C++ program of the lesson's own reads the trace of each run and writes what is wrong.
#include <utility>

#include "grader/check/check_set.hpp"
#include "grader/check/checker_trace.hpp"

namespace threadmark::check {
namespace {

class CheckerCheck final : public Check {
 public:
  CheckerCheck(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary, std::string program, AskChecker ask,
               std::vector<Case> cases)
      : Check(std::move(spec), std::move(vocabulary)),
        program_(std::move(program)),
        ask_(std::move(ask)),
        cases_(std::move(cases)) {}

  std::optional<Error> trouble() const override { return trouble_; }

 private:
  Judgement judge_events(const Observation& observation) const override {
    if (trouble_) return {};
    if (!ask_) {
      trouble_ = internal_error("There is nothing that could run the lesson's checker `" + program_ + "`.");
      return {};
    }
    const Case* one = nullptr;
    for (const Case& candidate : cases_)
      if (candidate.id == observation.run().case_id) one = &candidate;
    const Result<std::string> written = ask_(program_, checker_trace(observation, vocabulary(), one));
    if (!written) {
      trouble_ = written.error();
      return {};
    }
    Result<Judgement> judgement = read_checker_findings(*written, observation);
    if (judgement) return std::move(*judgement);
    trouble_ = judgement.error();
    return {};
  }

  std::string program_;
  AskChecker ask_;
  std::vector<Case> cases_;
  mutable std::optional<Error> trouble_;  ///< the first; after it nothing is asked any more
};

}  // namespace

std::unique_ptr<Check> make_checker_check(CheckReader& reader) {
  reader.allow_keys({"program"});
  std::optional<std::string> program;
  if (const Parameter* name = reader.required("program")) program = reader.text(*name);
  if (!reader.ok()) return nullptr;
  return std::make_unique<CheckerCheck>(reader.spec(), reader.vocabulary(), std::move(*program), reader.ask_checker(),
                                        reader.lesson().cases);
}

}  // namespace threadmark::check
