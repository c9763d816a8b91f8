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

  /// Schedules of earlier units, which count too.
  void begin_unit(long made_before) { made_before_ = made_before; }

  bool take(const Run& run) override {
    checks_.observe(run);
    note(made_before_ + run.schedule);
    return std::find(met_at_.begin(), met_at_.end(), 0) != met_at_.end();
  }

  /// Records what holds now; a `sometimes` check fails only when everything was explored.
  void note(long schedules) {
    for (std::size_t i = 0; i < expectations_.size(); ++i) {
      const check::Check* check = checks_.find(expectations_[i].check);
      if (met_at_[i] != 0 || check == nullptr || !check->decided()) continue;
      if (fails(*check, expectations_[i])) met_at_[i] = schedules;
    }
  }

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
  long made_before_ = 0;
};

using Explorers = std::vector<std::pair<std::unique_ptr<run::Explorer>, std::vector<std::string>>>;

Result<Explorers> explorers_of(const compile::Means& means, const Lesson& lesson, const Workspace& workspace,
                               const Program& program) {
  Explorers explorers;
  for (const Case& one : lesson.cases) {
    auto explorer = start_lesson_explorer(means, lesson, workspace, program, one);
    if (!explorer) return fail(explorer.error());
    auto units = units_of(**explorer, lesson);
    if (!units) return fail(units.error());
    explorers.emplace_back(*std::move(explorer), *std::move(units));
  }
  return explorers;
}

Result<std::vector<long>> one_seed(const Explorers& explorers, const Lesson& lesson, const check::MakeOptions& options,
                                   const Submission& submission, const std::vector<Expectation>& expectations,
                                   std::uint64_t seed) {
  auto checks = check::make_checks(lesson, options);
  if (!checks) return fail(internal_error("the checks of " + lesson.id + " do not load; see threadmark lint"));
  checks->observe_source(compile::tokens_of(submission));
  ExpectationSink sink(*checks, expectations);
  long made = 0;
  for (const auto& [explorer, units] : explorers)
    for (const std::string& unit : units) {
      sink.begin_unit(made);
      const auto summary = explorer->explore({.unit = unit,
                                              .schedules = lesson.explore.schedules,
                                              .steps = lesson.explore.steps,
                                              .seed = seed,
                                              .strategy = lesson.explore.strategy},
                                             sink);
      if (!summary) return fail(summary.error());
      made += summary->schedules;
      if (std::find(sink.met_at().begin(), sink.met_at().end(), 0) == sink.met_at().end()) return sink.met_at();
    }
  sink.finish(std::max(made, 1L));
  return sink.met_at();
}

}  // namespace

Result<std::vector<SweepRow>> sweep_seeds(const compile::Means& means, const Lesson& lesson,
                                          const Submission& submission, const std::vector<Expectation>& expectations,
                                          int seeds, const std::filesystem::path& scratch) {
  std::vector<SweepRow> rows;
  for (const Expectation& expectation : expectations)
    rows.push_back({.expectation = expectation});
  auto workspace = intake::lay_out(submission, lesson, scratch);
  if (!workspace) return fail(workspace.error());
  const auto build = compile::compile(means, {.lesson = lesson, .submission = submission, .workspace = *workspace});
  if (!build) return fail(build.error());
  // What does not compile is found without any schedule.
  if (!build->errors.empty()) return rows;
  const auto explorers = explorers_of(means, lesson, *workspace, *build->find(ProgramFlavour::explore));
  if (!explorers) return fail(explorers.error());
  const check::MakeOptions options = checker_of(means, lesson, scratch);
  for (int seed = 1; seed <= seeds; ++seed) {
    const auto met = one_seed(*explorers, lesson, options, submission, expectations, static_cast<std::uint64_t>(seed));
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
