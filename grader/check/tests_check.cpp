// `tests`: these tests of the lesson's driver pass.
#include "grader/check/tests_check.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "grader/check/check_set.hpp"
#include "grader/check/event_text.hpp"
#include "grader/check/run_scope.hpp"

namespace threadmark::check {
namespace {

std::string full_name(const TestOutcome& test) {
  return test.suite + "." + test.name;
}

class TestsCheck final : public Check {
 public:
  TestsCheck(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary, TestNames names)
      : Check(std::move(spec), std::move(vocabulary)), names_(std::move(names)) {}

  bool looks_at(const Run& run) const override {
    if (!Check::looks_at(run)) return false;
    if (names_.cover(run.unit)) return true;
    return std::any_of(run.tests.begin(), run.tests.end(),
                       [&](const TestOutcome& test) { return names_.cover(full_name(test)); });
  }

  CheckOutcome outcome() const override {
    CheckOutcome outcome = Check::outcome();
    if (spec().implied && outcome.status == CheckStatus::skipped) return CheckOutcome{spec().id, {}, {}, {}};
    if (outcome.status != CheckStatus::passed) return outcome;
    for (const std::string& name : names_.names) {
      if (std::any_of(met_.begin(), met_.end(), [&](const std::string& met) { return matches_name(name, met); }))
        continue;
      outcome.status = CheckStatus::skipped;
      outcome.reason = Message{"skipped.test-not-seen", {{"test", name}}};
      break;
    }
    return outcome;
  }

 private:
  void note(const Run& run) override {
    if (!run.unit.empty()) met_.insert(run.unit);
    for (const TestOutcome& test : run.tests)
      met_.insert(full_name(test));
  }

  Judgement judge_events(const Observation& observation) const override {
    Judgement judgement;
    for (const TestOutcome& test : observation.run().tests) {
      if (!names_.cover(full_name(test)) || test.passed) continue;
      Finding finding = finding_without_place(
          FindingKind::test_failure,
          test.ran ? Message{"check.tests.failed", {{"test", full_name(test)}, {"message", shortened(test.message)}}}
                   : Message{"check.tests.not-run", {{"test", full_name(test)}}});
      finding.where = test.where;
      // An exception that nobody caught has no place in the driver.
      if (test.driver.line > 0)
        finding.related.push_back(related_place(test.driver, {"check.related.driver", {{"test", full_name(test)}}}));
      // A test without any failed assertion that did not end either was kept from its end by what else is reported.
      auto& claims = test.ran && !test.message.empty() ? judgement.wrong : judgement.missing;
      claims.push_back(std::move(finding));
    }
    return judgement;
  }

  TestNames names_;
  std::set<std::string> met_;
};

}  // namespace

bool TestNames::cover(const std::string& name) const {
  const auto matches = [&](const std::string& pattern) { return matches_name(pattern, name); };
  if (std::any_of(except.begin(), except.end(), matches)) return false;
  return all || std::any_of(names.begin(), names.end(), matches);
}

std::unique_ptr<Check> make_tests_check(CheckReader& reader) {
  reader.allow_keys({"names"});
  TestNames names;
  if (const Parameter* list = reader.required("names")) names.names = reader.texts(*list);
  if (!reader.ok()) return nullptr;
  return std::make_unique<TestsCheck>(reader.spec(), reader.vocabulary(), std::move(names));
}

std::unique_ptr<Check> make_rest_of_tests_check(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary,
                                                std::vector<std::string> named) {
  return std::make_unique<TestsCheck>(std::move(spec), std::move(vocabulary), TestNames{{}, std::move(named), true});
}

}  // namespace threadmark::check
