// Exploring one solution under many seeds.
#include "grader/pipeline/seed_sweep.hpp"

#include <algorithm>
#include <utility>

#include "grader/check/checks.hpp"
#include "grader/intake/intake.hpp"
#include "grader/pipeline/lesson_checker.hpp"
#include "grader/pipeline/lesson_explorer.hpp"
#include "grader/run/explorer.hpp"

namespace threadmark::pipeline {
namespace {

// Watches for the expected findings and for nothing else.
class ExpectationSink final : public run::RunSink {
 public:
  ExpectationSink(check::Checks& checks, const std::vector<Expectation>& expectations)
      : checks_(checks), expectations_(expectations), met_at_(expectations.size(), 0) {}

  bool take(const Run& run) override {
    checks_.observe(run);
    note(run.schedule);
    return !met_all();
  }
  bool met_all() const { return std::find(met_at_.begin(), met_at_.end(), 0) == met_at_.end(); }
  auto met_count() const {
    return std::count_if(met_at_.begin(), met_at_.end(), [](long at) { return at != 0; });
  }

  /// Records what holds after that many schedules; a `sometimes` check fails only when everything was explored.
  void note(long schedules) {
    for (std::size_t i = 0; i < expectations_.size(); ++i) {
      const check::Check* check = checks_.find(expectations_[i].check);
      if (met_at_[i] != 0 || check == nullptr || !check->decided()) continue;
      if (fails(*check, expectations_[i])) met_at_[i] = schedules;
    }
  }

  /// The most that was made of a unit.
  void finish(long schedules) {
    for (std::size_t i = 0; i < expectations_.size(); ++i) {
      const check::Check* check = checks_.find(expectations_[i].check);
      if (met_at_[i] == 0 && check != nullptr && check->spec().when == Quantifier::sometimes &&
          fails(*check, expectations_[i]))
        met_at_[i] = schedules;
    }
  }

  const std::vector<long>& met_at() const { return met_at_; }

 private:
  static bool fails(const check::Check& check, const Expectation& expectation) {
    const CheckOutcome outcome = check.outcome();
    return outcome.status == CheckStatus::failed &&
           std::any_of(outcome.findings.begin(), outcome.findings.end(),
                       [&](const Finding& finding) { return finding.kind == expectation.kind; });
  }

  check::Checks& checks_;
  const std::vector<Expectation>& expectations_;
  std::vector<long> met_at_;  ///< 0: not yet
};

struct Unit {
  std::shared_ptr<run::Explorer> explorer;
  std::string name;
};

Result<std::vector<Unit>> units_of_all_cases(const compile::Means& means, const Lesson& lesson,
                                             const Workspace& workspace, const Program& program) {
  std::vector<Unit> all;
  for (const Case& one : lesson.cases) {
    auto explorer = start_lesson_explorer(means, lesson, workspace, program, one);
    if (!explorer) return fail(explorer.error());
    const std::shared_ptr<run::Explorer> shared = *std::move(explorer);
    const auto names = units_of(*shared, lesson);
    if (!names) return fail(names.error());
    for (const std::string& name : *names)
      all.push_back({shared, name});
  }
  return all;
}

Result<std::vector<long>> one_seed(std::vector<Unit>& units, const Lesson& lesson, const check::MakeOptions& options,
                                   const Submission& submission, const std::vector<Expectation>& expectations,
                                   std::uint64_t seed) {
  auto checks = check::make_checks(lesson, options);
  if (!checks) return fail(internal_error("the checks of " + lesson.id + " do not load; see threadmark lint"));
  checks->observe_source(compile::tokens_of(submission));
  ExpectationSink sink(*checks, expectations);
  long most = 1;
  std::size_t useful = 0;
  for (std::size_t i = 0; i < units.size() && !sink.met_all(); ++i) {
    const auto met_before = sink.met_count();
    const auto summary = units[i].explorer->explore({.unit = units[i].name,
                                                     .schedules = lesson.explore.schedules,
                                                     .steps = lesson.explore.steps,
                                                     .seed = seed,
                                                     .strategy = lesson.explore.strategy},
                                                    sink);
    if (!summary) return fail(summary.error());
    most = std::max(most, summary->schedules);
    if (sink.met_count() > met_before) std::swap(units[useful++], units[i]);
  }
  sink.finish(most);
  return sink.met_at();
}

bool claims_absence(const Lesson& lesson, const Expectation& expectation) {
  return std::any_of(lesson.checks.begin(), lesson.checks.end(), [&](const CheckSpec& check) {
    return check.id == expectation.check && check.when == Quantifier::sometimes;
  });
}

}  // namespace

Result<std::vector<SweepRow>> sweep_seeds(const compile::Means& means, const Lesson& lesson,
                                          const Submission& submission, const std::vector<Expectation>& expectations,
                                          int seeds, const std::filesystem::path& scratch) {
  std::vector<SweepRow> rows;
  for (const Expectation& expectation : expectations)
    rows.push_back({.expectation = expectation, .at_the_end = claims_absence(lesson, expectation)});
  auto workspace = intake::lay_out(submission, lesson, scratch);
  if (!workspace) return fail(workspace.error());
  const auto build = compile::compile(means, {.lesson = lesson, .submission = submission, .workspace = *workspace});
  if (!build) return fail(build.error());
  // What does not compile is found without any schedule.
  if (!build->errors.empty()) return rows;
  auto units = units_of_all_cases(means, lesson, *workspace, *build->find(ProgramFlavour::explore));
  if (!units) return fail(units.error());
  const check::MakeOptions options = checker_of(means, lesson, scratch);
  for (int seed = 1; seed <= seeds; ++seed) {
    const auto met = one_seed(*units, lesson, options, submission, expectations, static_cast<std::uint64_t>(seed));
    if (!met) return fail(met.error());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      rows[i].seeds = seed;
      rows[i].missed += (*met)[i] == 0 ? 1 : 0;
      rows[i].most = std::max(rows[i].most, (*met)[i]);
      rows[i].mean += static_cast<double>((*met)[i]);
    }
  }
  for (SweepRow& row : rows)
    row.mean /= std::max(1, row.seeds - row.missed);
  return rows;
}

}  // namespace threadmark::pipeline
