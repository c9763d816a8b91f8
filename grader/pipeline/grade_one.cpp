// The walk: compile, explore, explain, cross-check, score.
#include "grader/pipeline/grade_one.hpp"

#include <chrono>
#include <utility>

#include "grader/check/checks.hpp"
#include "grader/intake/intake.hpp"
#include "grader/pipeline/cross_check.hpp"
#include "grader/pipeline/examination.hpp"
#include "grader/pipeline/lesson_checker.hpp"
#include "grader/score/score.hpp"

namespace threadmark::pipeline {
namespace {

Grade begin_grade(const compile::Means& means, const Lesson& lesson, const Submission& submission,
                  const GradeSettings& settings) {
  Grade grade;
  grade.lesson = lesson.id;
  grade.submission = submission.name;
  for (const SubmittedFile& file : submission.files)
    grade.files.push_back(file.path);
  grade.sha256 = submission.sha256;
  grade.max_score = lesson.max_score;
  grade.sandbox = std::string(sandbox::name_of(means.sandbox.level().level));
  grade.seed = settings.seed.value_or(lesson.explore.seed);
  grade.toolchain = means.toolchain.id;
  grade.threadmark = THREADMARK_VERSION;
  return grade;
}

void take_over(Grade& grade, score::Scored scored) {
  grade.verdict = scored.verdict;
  grade.score = scored.score;
  grade.max_score = scored.max_score;
  grade.checks = std::move(scored.checks);
  grade.findings = std::move(scored.findings);
}

bool only_forbidden(const std::vector<Finding>& findings) {
  for (const Finding& finding : findings)
    if (finding.kind != FindingKind::forbidden) return false;
  return true;
}

std::vector<ProgramFlavour> wanted_programs(CrossChecks cross_checks) {
  std::vector<ProgramFlavour> flavours = {ProgramFlavour::explore};
  if (cross_checks != CrossChecks::none) flavours.push_back(ProgramFlavour::tsan);
  if (cross_checks == CrossChecks::all) flavours.push_back(ProgramFlavour::plain);
  return flavours;
}

/// Does a part of the walk and notes how long it took.
template <class Work>
auto timed(Grade& grade, const char* stage, const Work& work) {
  const auto begin = std::chrono::steady_clock::now();
  auto done = work();
  grade.stages.push_back({stage, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()});
  return done;
}

Result<void> walk(Grade& grade, const compile::Means& means, const Lesson& lesson, const Submission& submission,
                  const GradeSettings& settings) {
  auto checks = check::make_checks(lesson, checker_of(means, lesson, settings.scratch));
  if (!checks) return fail(internal_error("the checks of " + lesson.id + " do not load; see threadmark lint"));
  auto workspace = intake::lay_out(submission, lesson, settings.scratch);
  if (!workspace) return fail(workspace.error());
  const auto build = timed(grade, "compile", [&] {
    return compile::compile(means, {.lesson = lesson,
                                    .submission = submission,
                                    .workspace = *workspace,
                                    .flavours = wanted_programs(settings.cross_checks)});
  });
  if (!build) return fail(build.error());
  if (!build->errors.empty()) {
    take_over(grade, only_forbidden(build->errors) ? score::score_rejected(checks->specs(), build->errors)
                                                   : score::score_unbuilt(checks->specs(), build->errors));
    return {};
  }
  checks->observe_source(compile::tokens_of(submission));
  Examination examination(means, lesson, submission, *workspace, *build, *checks, settings);
  auto runs = timed(grade, "explore", [&] { return examination.explore(); });
  if (!runs) return fail(runs.error());
  grade.runs = *std::move(runs);
  auto outcomes = timed(grade, "explain", [&] { return examination.explain(); });
  if (!outcomes) return fail(outcomes.error());
  grade.review.insert(grade.review.end(), examination.review().begin(), examination.review().end());
  if (const auto trouble = checks->trouble()) return fail(*trouble);
  take_over(grade, score::score(checks->specs(), *std::move(outcomes), checks->warnings()));
  grade.cross_check = timed(grade, "cross-check", [&] {
    return cross_check(means, lesson, *workspace, *build, grade.findings, settings.cross_checks);
  });
  return {};
}

}  // namespace

Grade grade_one(const compile::Means& means, const Lesson& lesson, const Submission& submission,
                const GradeSettings& settings) {
  const auto begin = std::chrono::steady_clock::now();
  Grade grade = begin_grade(means, lesson, submission, settings);
  if (const auto walked = walk(grade, means, lesson, submission, settings); !walked) {
    grade.verdict = Verdict::grader_error;
    grade.score.reset();
    grade.problem = walked.error().message;
  }
  grade.duration_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  return grade;
}

}  // namespace threadmark::pipeline
