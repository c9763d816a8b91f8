// Tests of runs over a class with real programs: results are stored as they were, served, kept, retried; preflight.
#include "grader/pipeline/class_run.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "grader/compile/toolchains.hpp"
#include "grader/intake/intake.hpp"
#include "grader/pipeline/grade_one.hpp"
#include "grader/report/json_report.hpp"
#include "grader/spec/spec.hpp"
#include "grader/store/class_view.hpp"

namespace threadmark::pipeline {
namespace {

namespace fs = std::filesystem;

/// Remembers what a run said.
class Ear : public ClassWatcher {
 public:
  void say(const std::string& sentence) override { said += sentence + "\n"; }
  void progress(const ClassProgress& progress) override { last = progress; }

  std::string said;
  ClassProgress last;
};

/// A class in a folder, its results and a copy of the lesson's own solutions, all in one private folder.
class ClassRunTest : public testing::Test {
 protected:
  ClassRunTest() {
    std::string name = (fs::temp_directory_path() / "class-run-test-XXXXXX").string();
    top_ = ::mkdtemp(name.data());
    ::chmod(top_.c_str(), 0755);
    lessons_.emplace("counter-race", *spec::load_lesson(fs::path(THREADMARK_SOURCE_DIR) / "exercises/counter-race"));
    use_reference("accepted/atomic_number.cpp", "rejected/plain_int.cpp");
  }
  ~ClassRunTest() override { fs::remove_all(top_); }

  static fs::path solution(const std::string& name) {
    return fs::path(THREADMARK_SOURCE_DIR) / "reference/counter-race" / name;
  }

  /// Makes these two the lesson's accepted and rejected solutions.
  void use_reference(const std::string& accepted, const std::string& rejected) {
    const fs::path folder = top_ / "reference/counter-race";
    fs::remove_all(folder);
    fs::create_directories(folder / "accepted");
    fs::create_directories(folder / "rejected");
    fs::copy_file(solution(accepted), folder / "accepted/solution.cpp");
    fs::copy_file(solution(rejected), folder / "rejected/solution.cpp");
  }

  void hand_in(const std::string& student, const std::string& name) {
    fs::create_directories(top_ / "class" / student);
    fs::copy_file(solution(name), top_ / "class" / student / "solution.cpp", fs::copy_options::overwrite_existing);
  }

  void hand_in_text(const std::string& student, const std::string& text) {
    fs::create_directories(top_ / "class" / student);
    std::ofstream(top_ / "class" / student / "solution.cpp") << text;
  }

  Result<ClassEnd> run(const PlanChoice& choice = {}, bool resume = false) {
    const auto source = intake::read_class({.source = top_ / "class", .shape = "folder", .lesson = "counter-race"});
    if (!source) return fail(source.error());
    auto store = store::Store::open(results(), true);
    if (!store) return fail(store.error());
    GradeSettings settings;
    settings.cross_checks = CrossChecks::none;
    const Interruption interruption;
    ear_ = {};
    return run_class(*store,
                     {.means = means_,
                      .source = *source,
                      .lessons = lessons_,
                      .reference = top_ / "reference",
                      .source_path = top_ / "class",
                      .settings = settings,
                      .jobs = 2,
                      .resume = resume,
                      .choice = choice},
                     ear_, interruption);
  }

  fs::path results() const { return top_ / "results.db"; }

  std::string verdict_of(const std::string& student) {
    auto store = store::Store::open(results(), false);
    const auto result = store::class_result(*store);
    for (const GradedSubmission& one : result->submissions)
      if (one.students.at(0).key == student) return std::string(name_of(one.grade.verdict));
    return "";
  }

  std::int64_t ask(const std::string& sql) {
    auto store = store::Store::open(results(), false);
    auto rows = store->database().query(sql);
    return rows.next() ? rows.integer(0) : -1;
  }

  fs::path top_;
  std::map<std::string, Lesson> lessons_;
  const compile::Means means_{*compile::find_toolchain(), *compile::find_runtime_files(),
                              *sandbox::Sandbox::open(sandbox::Level::off), compile::default_cache()};
  Ear ear_;
};

TEST_F(ClassRunTest, GradesEachAndServesTheSameWorkOnce) {
  hand_in("ann", "accepted/compare_exchange.cpp");
  hand_in("bob", "rejected/plain_int.cpp");
  hand_in("cleo", "rejected/plain_int.cpp");
  hand_in_text("dan", "int main( {}\n");
  hand_in_text("eve", "\n");
  auto end = run();
  ASSERT_TRUE(end) << (end ? "" : end.error().message);
  EXPECT_EQ(end->progress.done, 5);
  EXPECT_EQ(verdict_of("ann"), "passed");
  EXPECT_EQ(verdict_of("bob"), "failed");
  EXPECT_EQ(verdict_of("cleo"), "failed");
  EXPECT_EQ(verdict_of("dan"), "build-error");
  EXPECT_EQ(ask("SELECT count(*) FROM outcome WHERE content IS NOT NULL"), 3);
  EXPECT_EQ(ask("SELECT count(*) FROM run_entry WHERE served"), 1);

  end = run();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->progress.graded, 0);
  EXPECT_EQ(end->progress.served, 4);
  EXPECT_EQ(ask("SELECT count(*) FROM run"), 2);

  hand_in("bob", "accepted/compare_exchange.cpp");
  end = run();
  ASSERT_TRUE(end);
  EXPECT_EQ(verdict_of("bob"), "passed");
  EXPECT_EQ(verdict_of("cleo"), "failed");
  EXPECT_EQ(end->progress.graded, 0) << "somebody else's identical work has been graded";

  fs::remove_all(top_ / "class/dan");
  fs::remove_all(top_ / "class/cleo");
  fs::remove_all(top_ / "class/bob");
  end = run({.use_stored = false});
  ASSERT_TRUE(end);
  EXPECT_EQ(end->progress.graded, 1);
}

TEST_F(ClassRunTest, StopsBeforeTheFirstStudentWhenItsOwnSolutionsAreMisjudged) {
  use_reference("rejected/plain_int.cpp", "rejected/plain_int.cpp");
  hand_in("ann", "accepted/compare_exchange.cpp");
  const auto end = run();
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().kind, ErrorKind::environment);
  EXPECT_NE(end.error().message.find("broken"), std::string::npos) << end.error().message;
  EXPECT_EQ(ask("SELECT count(*) FROM outcome"), 0);
  EXPECT_EQ(ask("SELECT count(*) FROM run WHERE state = 'stopped'"), 1);
}

TEST_F(ClassRunTest, GoesOnWithARunThatWasKilledAndRetriesOnlyErrors) {
  hand_in("ann", "accepted/compare_exchange.cpp");
  hand_in("bob", "rejected/plain_int.cpp");
  ASSERT_TRUE(run());
  // As if it had been killed before Bob, after a fault of ours with Ann.
  {
    auto store = store::Store::open(results(), false);
    ASSERT_TRUE(store->database().script(
        "UPDATE run SET state = 'running', ended_at = NULL;"
        "UPDATE outcome SET verdict = 'grader-error', score = NULL WHERE verdict = 'passed';"
        "UPDATE run_entry SET outcome = NULL WHERE outcome IN (SELECT id FROM outcome WHERE verdict = 'failed');"
        "DELETE FROM check_result WHERE outcome IN (SELECT id FROM outcome WHERE verdict = 'failed');"
        "UPDATE outcome SET threadmark = '0' WHERE verdict = 'failed'"));
  }
  auto end = run({}, true);
  ASSERT_TRUE(end);
  EXPECT_NE(ear_.said.find("run 1 is resumed"), std::string::npos) << ear_.said;
  EXPECT_EQ(end->progress.kept, 1);
  EXPECT_EQ(end->progress.graded, 1);
  EXPECT_EQ(verdict_of("bob"), "failed");
  EXPECT_EQ(verdict_of("ann"), "grader-error");

  end = run({.retry_errors = true});
  ASSERT_TRUE(end);
  EXPECT_EQ(end->run, 1);
  EXPECT_EQ(end->progress.kept, 1);
  EXPECT_EQ(end->progress.graded, 1);
  EXPECT_EQ(verdict_of("ann"), "passed");
}

TEST_F(ClassRunTest, StoresGradesThatPrintAsTheyDid) {
  std::vector<fs::path> paths;
  for (const char* name :
       {"accepted/semaphore_as_lock.cpp", "rejected/plain_int.cpp", "rejected/joined_one_by_one.cpp"})
    paths.push_back(solution(name));
  hand_in_text("dan", "#include <nowhere>\n");
  paths.push_back(top_ / "class/dan/solution.cpp");
  hand_in_text("eve", "int main() { asm(\"nop\"); }\n");
  paths.push_back(top_ / "class/eve/solution.cpp");
  const Lesson& lesson = lessons_.at("counter-race");
  auto store = store::Store::open(results(), true);
  const std::int64_t version = *store->lesson_version(lesson.id, lesson.title, lesson.spec_sha256);
  for (const fs::path& path : paths) {
    const auto submission = std::get<Submission>(*intake::take(lesson, path));
    const Grade grade = grade_one(means_, lesson, submission, {});
    const std::int64_t content = *store->content(submission);
    const auto outcome = store->add_outcome(grade, content, {.lesson = version, .cross_checks = "tsan"});
    ASSERT_TRUE(outcome) << outcome.error().message;
    const report::Graded direct{.grade = grade};
    const report::Graded stored{.grade = *store->grade(*outcome, grade.submission)};
    EXPECT_EQ(report::json_grades({&stored, 1}, {}), report::json_grades({&direct, 1}, {})) << path;
  }
}

}  // namespace
}  // namespace threadmark::pipeline
