// One schedule again, in full detail.
#include "grader/pipeline/replay_one.hpp"

#include <algorithm>
#include <utility>

#include "grader/check/checks.hpp"
#include "grader/intake/intake.hpp"
#include "grader/observe/interleaving.hpp"
#include "grader/pipeline/lesson_checker.hpp"
#include "grader/pipeline/lesson_explorer.hpp"
#include "grader/run/explorer.hpp"

namespace threadmark::pipeline {
namespace {

std::vector<Message> differences(const compile::Means& means, const Lesson& lesson, const Submission& submission,
                                 const ReplayToken& token) {
  std::vector<Message> notes;
  if (token.source_hash != short_hash(submission.sha256)) notes.push_back({"report.replay.edited", {}});
  if (token.lesson_hash != short_hash(lesson.spec_sha256)) notes.push_back({"report.replay.other-lesson", {}});
  if (token.toolchain_hash != short_hash(means.toolchain.id))
    notes.push_back({"report.replay.other-toolchain", {{"toolchain", means.toolchain.id}}});
  if (token.version != THREADMARK_VERSION)
    notes.push_back({"report.replay.other-version", {{"version", token.version}}});
  return notes;
}

Result<Case> case_of(const Lesson& lesson, const std::string& id) {
  for (const Case& one : lesson.cases)
    if (one.id == id) return one;
  return fail(
      input_error("the lesson " + lesson.id + " has no case `" + id + "` any more; the token is of an older lesson"));
}

// The checks that this one run fails, as a grade without points.
void judge(Grade& grade, check::Checks& checks, const observe::Interleaving& interleaving) {
  for (const auto& check : checks) {
    if (check->spec().when == Quantifier::sometimes) continue;
    std::vector<Finding> findings = check->judge(interleaving.run);
    if (findings.empty()) continue;
    grade.checks.push_back({.id = check->spec().id,
                            .title = check->spec().title,
                            .status = CheckStatus::failed,
                            .points = 0,
                            .max_points = check->spec().points,
                            .bonus = check->spec().bonus,
                            .implied = check->spec().implied,
                            .hint = check->spec().hint,
                            .reason = {}});
    for (Finding& finding : findings) {
      finding.check = check->spec().id;
      finding.backend = "explore";
      finding.schedule = observe::shorten(interleaving, finding, 200);
      grade.findings.push_back(std::move(finding));
    }
  }
  grade.verdict = grade.findings.empty() ? Verdict::passed : Verdict::failed;
}

}  // namespace

Result<Replayed> replay_one(const compile::Means& means, const Lesson& lesson, const Submission& submission,
                            const ReplayToken& token, const std::filesystem::path& scratch,
                            const WhileThere& and_then) {
  auto checks = check::make_checks(lesson, checker_of(means, lesson, scratch));
  if (!checks) return fail(internal_error("the checks of " + lesson.id + " do not load; see threadmark lint"));
  const auto one = case_of(lesson, token.case_id);
  if (!one) return fail(one.error());
  auto workspace = intake::lay_out(submission, lesson, scratch);
  if (!workspace) return fail(workspace.error());
  auto build = compile::compile(means, {.lesson = lesson, .submission = submission, .workspace = *workspace});
  if (!build) return fail(build.error());
  Replayed replayed;
  replayed.notes = differences(means, lesson, submission, token);
  Grade& grade = replayed.grade;
  grade.lesson = lesson.id;
  grade.submission = submission.name;
  grade.toolchain = means.toolchain.id;
  grade.sandbox = std::string(sandbox::name_of(means.sandbox.level().level));
  if (!build->errors.empty()) {
    grade.verdict = Verdict::build_error;
    grade.findings = std::move(build->errors);
    return replayed;
  }
  const Program& program = *build->find(ProgramFlavour::explore);
  auto explorer = start_lesson_explorer(means, lesson, *workspace, program, *one);
  if (!explorer) return fail(explorer.error());
  const run::Replay schedule{.unit = token.unit,
                             .choices = token.choices,
                             .time = token.time,
                             .full_detail = true,
                             .steps = lesson.explore.steps};
  auto run = (*explorer)->replay(schedule);
  if (!run) return fail(run.error());
  std::vector<std::string> names;
  for (const SubmittedFile& file : submission.files)
    names.push_back(file.path);
  auto interleavings = observe::Interleavings::open(program.path, names);
  if (!interleavings) return fail(interleavings.error());
  auto interleaving = (*interleavings)->read(*std::move(run));
  if (!interleaving) return fail(interleaving.error());
  judge(grade, *checks, *interleaving);
  if (!and_then) return replayed;
  const run::Debuggee debuggee{.workspace = *workspace,
                               .program = program.path,
                               .run_case = *one,
                               .replay = schedule,
                               .step = grade.findings.empty() ? 0 : grade.findings.front().step,
                               .files = names};
  if (const auto done = and_then(replayed, debuggee); !done) return fail(done.error());
  return replayed;
}

}  // namespace threadmark::pipeline
