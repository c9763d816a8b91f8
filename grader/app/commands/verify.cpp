// `threadmark verify [LESSON...]`: do the lesson's own accepted and rejected solutions get the verdicts that they must?
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <ostream>
#include <set>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

#include <CLI/CLI.hpp>

#include "grader/app/commands/commands.hpp"
#include "grader/app/grading.hpp"
#include "grader/app/lesson_access.hpp"
#include "grader/intake/intake.hpp"
#include "grader/pipeline/expectation.hpp"
#include "grader/pipeline/seed_sweep.hpp"

namespace threadmark::app {
namespace {

namespace fs = std::filesystem;

void declare(CLI::App& command, Options& options) {
  command.add_option("lesson", options.names, "Lessons (default: all)")->type_name("LESSON");
  command
      .add_option("--seeds", options.seeds,
                  "Instead: how many schedules each rejected solution needs over this many seeds, as a table")
      ->check(CLI::PositiveNumber);
}

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<fs::path> solutions(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

// One lesson's proof: what was tried, what does not hold.
class Verification {
 public:
  Verification(const Lesson& lesson, const compile::Means& means, const pipeline::GradeSettings& settings,
               Context& context)
      : lesson_(lesson), means_(means), settings_(settings), context_(context) {}

  /// True when everything holds.
  bool run(const fs::path& reference) {
    for (const auto& path : solutions(reference / lesson_.id / "accepted"))
      accepted(path);
    for (const auto& path : solutions(reference / lesson_.id / "rejected"))
      rejected(path);
    starter();
    every_check_fails_somewhere();
    context_.out << lesson_.id << ": " << solutions_ << " solutions, "
                 << (problems_ == 0 ? "all as they must be" : std::to_string(problems_) + " not as they must be")
                 << '\n';
    context_.out.flush();
    return problems_ == 0;
  }

  bool machine_failed() const { return machine_failed_; }

 private:
  Grade grade(const fs::path& path) {
    ++solutions_;
    auto graded = grade_path(means_, lesson_, path, settings_);
    if (!graded) {
      Grade failed;
      failed.problem = graded.error().message;
      machine_failed_ = true;
      return failed;
    }
    machine_failed_ |= graded->grade.verdict == Verdict::grader_error;
    return std::move(graded->grade);
  }

  void say(const fs::path& path, const std::string& what) {
    ++problems_;
    context_.out << "  " << path.parent_path().filename().string() << '/' << path.filename().string() << ": " << what
                 << '\n';
  }

  static std::string summary(const Grade& grade) {
    std::string text = std::string(name_of(grade.verdict));
    if (!grade.problem.empty()) text += " (" + grade.problem + ")";
    for (const Finding& finding : grade.findings)
      text += "; " + finding.check + ": " + std::string(name_of(finding.kind)) + " at line " +
              std::to_string(finding.where.line) + " [" + finding.message.id + "]";
    return text;
  }

  void accepted(const fs::path& path) {
    const Grade result = grade(path);
    if (result.verdict != Verdict::passed) return say(path, "must pass, but " + summary(result));
    if (result.score != result.max_score)
      say(path, "must get full points, but has " + std::to_string(result.score.value_or(0)));
  }

  void rejected(const fs::path& path) {
    const auto expectations = pipeline::read_expectations(path.filename().string(), content(path));
    if (!expectations) return say(path, expectations.error().message);
    const Grade result = grade(path);
    if (result.verdict == Verdict::passed) return say(path, "must not pass");
    if (result.verdict == Verdict::grader_error) return say(path, summary(result));
    for (const CheckResult& check : result.checks)
      if (check.status == CheckStatus::failed) failed_checks_.insert(check.id);
    for (const pipeline::Expectation& expectation : *expectations)
      if (const std::string what = unmet(expectation, result); !what.empty()) say(path, what + " — " + summary(result));
  }

  void starter() {
    const fs::path path = lesson_.folder / "starter";
    const Grade result = grade(path);
    if (result.verdict == Verdict::build_error) return say(path, "the starter must compile: " + summary(result));
    if (result.verdict != Verdict::failed) say(path, "the starter must be graded and fail, but " + summary(result));
  }

  void every_check_fails_somewhere() {
    for (const CheckSpec& check : lesson_.checks) {
      if (failed_checks_.contains(check.id) || check.bonus) continue;
      ++problems_;
      context_.out << "  no rejected solution fails the check " << check.id << '\n';
    }
  }

  const Lesson& lesson_;
  const compile::Means& means_;
  const pipeline::GradeSettings& settings_;
  Context& context_;
  std::set<std::string> failed_checks_;
  int solutions_ = 0;
  int problems_ = 0;
  bool machine_failed_ = false;
};

// One rejected solution under many seeds; false when one of them missed it, or needed more than a quarter of the
// budget.
Result<bool> sweep(const Lesson& lesson, const compile::Means& means, const fs::path& path, const Options& options,
                   Context& context) {
  const auto expectations = pipeline::read_expectations(path.filename().string(), content(path));
  if (!expectations) return fail(expectations.error());
  const auto taken = intake::take(lesson, path);
  if (!taken) return fail(taken.error());
  const auto* submission = std::get_if<Submission>(&*taken);
  if (submission == nullptr) return true;
  const auto rows =
      pipeline::sweep_seeds(means, lesson, *submission, *expectations, options.seeds, settings_of(options).scratch);
  if (!rows) return fail(rows.error());
  bool good = true;
  for (const pipeline::SweepRow& row : *rows) {
    const bool enough = row.missed == 0 && (row.at_the_end || row.most * 4 <= lesson.explore.schedules);
    good &= row.missed == 0;
    context.out << std::left << std::setw(18) << lesson.id << std::setw(34) << path.filename().string() << std::setw(24)
                << row.expectation.check << std::right << std::setw(6) << row.seeds - row.missed << '/' << row.seeds
                << std::setw(8) << row.most << std::setw(10) << std::fixed << std::setprecision(1) << row.mean
                << (row.at_the_end ? "  (an absence: at the end)" : "") << (enough ? "" : "  (budget too small)")
                << std::endl;
  }
  return good;
}

int sweep_all(const std::vector<Lesson>& lessons, const compile::Means& means, const Options& options,
              Context& context) {
  context.out << std::left << std::setw(18) << "lesson" << std::setw(34) << "rejected solution" << std::setw(24)
              << "check"
              << "   found    most      mean\n";
  bool good = true;
  for (const Lesson& lesson : lessons)
    for (const fs::path& path : solutions(context.installation.reference / lesson.id / "rejected")) {
      const auto found = sweep(lesson, means, path, options, context);
      if (!found) return report_error(context, found.error());
      good &= *found;
    }
  return good ? all_passed : something_failed;
}

int run(const Options& options, Context& context) {
  const auto lessons = open_lessons(context.installation, options.names);
  if (!lessons) return report_error(context, lessons.error());
  const auto means = open_means(options, context, AutoSandbox::best_there_is);
  if (!means) return report_error(context, means.error());
  if (options.seeds > 0) return sweep_all(*lessons, *means, options, context);
  const pipeline::GradeSettings settings = settings_of(options);
  bool good = true;
  bool machine_failed = false;
  for (const Lesson& lesson : *lessons) {
    Verification verification(lesson, *means, settings, context);
    good &= verification.run(context.installation.reference);
    machine_failed |= verification.machine_failed();
  }
  if (machine_failed) return grader_failed;
  return good ? all_passed : something_failed;
}

}  // namespace

const Command verify_command{
    "verify", "Do the lessons' own solutions get the verdicts that they must?",
    "  threadmark verify\n  threadmark verify counter-race --seed 7\n  threadmark verify counter-race --seeds 100\n",
    declare, run};

}  // namespace threadmark::app
