// Exploring, and explaining what failed.
#include "grader/pipeline/examination.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "grader/pipeline/lesson_explorer.hpp"
#include "grader/pipeline/replay_token.hpp"
#include "grader/run/shrink.hpp"

namespace threadmark::pipeline {

// Feeds the checks and tells the caller of each failure as soon as it is there.
class Examination::Sink : public run::RunSink {
 public:
  Sink(check::Checks& checks, const GradeSettings& settings) : checks_(checks), settings_(settings) {}

  bool take(const Run& run) override {
    checks_.observe(run);
    if (settings_.on_failure) tell();
    return !checks_.decided();
  }

 private:
  void tell() {
    for (const auto& check : checks_) {
      const bool failed_now = check->spec().when == Quantifier::always && check->first_failure().has_value();
      if (failed_now && told_.insert(check->spec().id).second) settings_.on_failure(check->spec());
    }
  }

  check::Checks& checks_;
  const GradeSettings& settings_;
  std::set<std::string> told_;
};

Examination::Examination(const compile::Means& means, const Lesson& lesson, const Submission& submission,
                         const Workspace& workspace, const Build& build, check::Checks& checks,
                         const GradeSettings& settings)
    : means_(means),
      lesson_(lesson),
      submission_(submission),
      workspace_(workspace),
      build_(build),
      checks_(checks),
      settings_(settings) {}

Result<run::Explorer*> Examination::explorer_for(const std::string& case_id) {
  if (const auto known = explorers_.find(case_id); known != explorers_.end()) return known->second.get();
  const Program* program = build_.find(ProgramFlavour::explore);
  if (program == nullptr) return fail(internal_error("the compile station made no program to explore"));
  const auto wanted =
      std::find_if(lesson_.cases.begin(), lesson_.cases.end(), [&](const Case& one) { return one.id == case_id; });
  if (wanted == lesson_.cases.end()) return fail(internal_error("the lesson has no case " + case_id));
  auto explorer = start_lesson_explorer(means_, lesson_, workspace_, *program, *wanted);
  if (!explorer) return fail(explorer.error());
  return explorers_.emplace(case_id, *std::move(explorer)).first->second.get();
}

Result<std::vector<RunSummary>> Examination::explore() {
  std::vector<RunSummary> summaries;
  Sink sink(checks_, settings_);
  for (const Case& one : lesson_.cases) {
    const auto explorer = explorer_for(one.id);
    if (!explorer) return fail(explorer.error());
    const auto units = units_of(**explorer, lesson_);
    if (!units) return fail(units.error());
    for (const std::string& unit : *units) {
      auto summary =
          (*explorer)->explore({.unit = unit,
                                .schedules = settings_.schedules > 0 ? settings_.schedules : lesson_.explore.schedules,
                                .steps = lesson_.explore.steps,
                                .seed = settings_.seed.value_or(lesson_.explore.seed),
                                .strategy = lesson_.explore.strategy},
                               sink);
      if (!summary) return fail(summary.error());
      summaries.push_back(*std::move(summary));
    }
  }
  return summaries;
}

std::string Examination::token(const check::FirstFailure& failure, const std::string& choices) const {
  return print_token({.lesson = lesson_.id,
                      .case_id = failure.case_id,
                      .unit = failure.unit,
                      .time = failure.time,
                      .source_hash = short_hash(submission_.sha256),
                      .lesson_hash = short_hash(lesson_.spec_sha256),
                      .toolchain_hash = short_hash(means_.toolchain.id),
                      .version = THREADMARK_VERSION,
                      .choices = choices});
}

Result<std::string> Examination::shrunk(run::Explorer& explorer, const check::Check& check,
                                        const Finding& wanted) const {
  const check::FirstFailure& failure = *check.first_failure();
  // What never happened has no smaller schedule in which it does not happen; what used too much does so in any.
  if (check.spec().when != Quantifier::always || wanted.kind == FindingKind::limit_exceeded ||
      wanted.kind == FindingKind::timeout)
    return failure.choices;
  return run::shrink(explorer, repetition(failure, failure.choices, false),
                     [&](const Run& run) { return check::shows(check.judge(run), wanted); });
}

run::Replay Examination::repetition(const check::FirstFailure& failure, const std::string& choices, bool full) const {
  return {.unit = failure.unit,
          .choices = choices,
          .time = failure.time,
          .full_detail = full,
          .steps = lesson_.explore.steps};
}

// Lets the check take its places from a repetition of the failure. Programs that use memory which is not theirs may
// fare otherwise while every step is recorded; then there are no steps to tell. False: it did not fail again.
Result<bool> Examination::repeat(check::Check& check, const std::string& choices, CheckOutcome& outcome) {
  const check::FirstFailure failure = *check.first_failure();
  const auto explorer = explorer_for(failure.case_id);
  if (!explorer) return fail(explorer.error());
  for (const bool full : {true, false}) {
    for (const std::string& tried : {choices, failure.choices}) {
      auto replayed = (*explorer)->replay(repetition(failure, tried, full));
      if (!replayed) return fail(replayed.error());
      auto interleaving = interleavings_->read(*std::move(replayed));
      if (!interleaving) return fail(interleaving.error());
      if (!check.place(interleaving->run)) continue;
      outcome = check.outcome();
      for (Finding& finding : outcome.findings) {
        finding.backend = "explore";
        finding.first_schedule = failure.schedule;
        finding.replay = token(failure, tried);
        if (full) finding.schedule = observe::shorten(*interleaving, finding);
      }
      return true;
    }
  }
  return false;
}

Result<bool> Examination::explain_one(check::Check& check, CheckOutcome& outcome) {
  const auto explorer = explorer_for(check.first_failure()->case_id);
  if (!explorer) return fail(explorer.error());
  const auto choices = shrunk(**explorer, check, outcome.findings.front());
  if (!choices) return fail(choices.error());
  return repeat(check, *choices, outcome);
}

// Nobody is accused of what was seen once and not again, unless something else is certain.
Result<void> Examination::note_once_only(const std::vector<const check::Check*>& once_only, std::size_t failed) {
  for (const check::Check* check : once_only) {
    const check::FirstFailure& failure = *check->first_failure();
    review_.push_back(
        {"review.seen-once", {{"check", check->spec().id}, {"schedule", std::to_string(failure.schedule)}}});
    if (once_only.size() == failed)
      return fail(internal_error("the replay of schedule " + std::to_string(failure.schedule) +
                                 " does not show the failure of check " + check->spec().id + " (" +
                                 token(failure, failure.choices) + "); a person must look at it"));
  }
  return {};
}

Result<std::vector<CheckOutcome>> Examination::explain() {
  std::vector<CheckOutcome> outcomes = checks_.outcomes();
  const bool any_failed = std::any_of(outcomes.begin(), outcomes.end(), [](const CheckOutcome& outcome) {
    return outcome.status == CheckStatus::failed;
  });
  if (!any_failed) return outcomes;
  std::vector<std::string> names;
  for (const SubmittedFile& file : submission_.files)
    names.push_back(file.path);
  auto interleavings = observe::Interleavings::open(build_.find(ProgramFlavour::explore)->path, std::move(names));
  if (!interleavings) return fail(interleavings.error());
  interleavings_ = *std::move(interleavings);
  std::vector<const check::Check*> once_only;
  for (CheckOutcome& outcome : outcomes) {
    check::Check* check = checks_.find(outcome.id);
    if (outcome.status != CheckStatus::failed || check == nullptr || !check->first_failure() ||
        outcome.findings.empty())
      continue;
    if (check->first_failure()->choices.empty()) continue;
    const auto explained = explain_one(*check, outcome);
    if (!explained) return fail(explained.error());
    if (!*explained) once_only.push_back(check);
  }
  const auto failed = std::count_if(outcomes.begin(), outcomes.end(),
                                    [](const CheckOutcome& outcome) { return outcome.status == CheckStatus::failed; });
  if (auto noted = note_once_only(once_only, static_cast<std::size_t>(failed)); !noted) return fail(noted.error());
  return outcomes;
}

}  // namespace threadmark::pipeline
