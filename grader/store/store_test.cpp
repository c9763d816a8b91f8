// Tests of the file of results: nothing is lost, histories stay, foreign and newer files are refused.
#include "grader/store/store.hpp"

#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

#include "grader/report/json_report.hpp"
#include "grader/report/sample_grades.hpp"
#include "grader/store/class_view.hpp"
#include "grader/store/grade_record.hpp"
#include "grader/store/schema.hpp"

namespace threadmark::store {
namespace {

/// A file of results of its own for each test.
class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    std::replace(test.begin(), test.end(), '/', '-');
    file_ = std::filesystem::temp_directory_path() /
            ("threadmark-store-" + std::to_string(::getpid()) + "-" + test + ".db");
    remove();
  }
  void TearDown() override { remove(); }

  Store open() {
    auto store = Store::open(file_, true);
    EXPECT_TRUE(store) << (store ? "" : store.error().message);
    return *std::move(store);
  }

  void remove() const {
    for (const char* end : {"", "-wal", "-shm"})
      std::filesystem::remove(file_.string() + end);
  }

  std::filesystem::path file_;
};

const Student ann{.key = "ann", .name = "Ann Lee", .platform_id = "17", .sid = "s1", .email = "ann@school.example"};
const Student bob{.key = "bob", .name = "Bob Ray"};

Submission work(const std::string& text) {
  return {.name = "x", .files = {{"solution.cpp", text}}, .sha256 = "sum of " + text};
}

/// One class of one student, graded once.
struct OneGrade {
  std::int64_t run = 0;
  std::int64_t submission = 0;
  std::int64_t content = 0;
  Means means;
  std::int64_t outcome = 0;
};

Means means_of(const Grade& grade, std::int64_t lesson) {
  return {.lesson = lesson,
          .toolchain = grade.toolchain,
          .seed = grade.seed,
          .cross_checks = "tsan",
          .sandbox = grade.sandbox,
          .threadmark = grade.threadmark + "+0123456789ab"};
}

OneGrade add(Store& store, const Student& student, const Grade& grade, const std::string& text = "int main() {}") {
  OneGrade one;
  one.run = *store.begin_run({.source = "/class", .shape = "folder"});
  one.submission = *store.submission(grade.lesson, {student});
  one.content = *store.content(work(text));
  one.means = means_of(grade, *store.lesson_version(grade.lesson, "A lesson", "abc"));
  EXPECT_TRUE(store.enter(one.run, one.submission,
                          {.students = {student},
                           .lesson = grade.lesson,
                           .name = student.name,
                           .source = "ann/",
                           .ignored = {"a.out"},
                           .content = one.content,
                           .lesson_version = one.means.lesson}));
  one.outcome = *store.add_outcome(grade, one.content, one.means);
  EXPECT_TRUE(store.settle(one.run, one.submission, one.outcome, false));
  return one;
}

std::string json_of(const Grade& grade) {
  const report::Graded graded{.grade = grade};
  return report::json_grades({&graded, 1}, {});
}

/// Sample grades speak of files and sums that the store takes from what was handed in.
Grade as_handed_in(Grade grade) {
  grade.files = {"solution.cpp"};
  grade.sha256 = "sum of int main() {}";
  grade.threadmark = "0.0.9";
  return grade;
}

class RoundTrip : public StoreTest, public testing::WithParamInterface<report::Graded (*)()> {};

TEST_P(RoundTrip, GivesTheSameBytesAsTheGradeItself) {
  const Grade grade = as_handed_in(GetParam()().grade);
  Store store = open();
  const OneGrade one = add(store, ann, grade);
  const auto stored = store.grade(one.outcome, grade.submission);
  ASSERT_TRUE(stored);
  EXPECT_EQ(json_of(*stored), json_of(grade));
  const auto told = grade_of(grade_record(grade));
  ASSERT_TRUE(told);
  EXPECT_EQ(json_of(*told), json_of(grade));
}

INSTANTIATE_TEST_SUITE_P(Grades, RoundTrip,
                         testing::Values(report::racy_grade, report::passed_grade, report::unbuilt_grade,
                                         report::ungraded_grade, report::hostile_grade));

TEST(GradeRecord, KeepsWhatLaterStationsRead) {
  Grade grade;
  Finding finding;
  finding.kind = FindingKind::lost_wakeup;
  finding.severity = Severity::warning;
  finding.first_schedule = 17;
  finding.step = 40;
  finding.task = 3;
  finding.object = 12;
  finding.op = StepOp::wait;
  finding.schedule = {Step{.n = 1, .task = "T1", .op = StepOp::notify, .value = "", .hidden = true}};
  finding.related = {RelatedPlace{.where = {"a.cpp", 3}, .message = {"x", {{"n", "1"}}}, .step = 7, .task = 2}};
  grade.findings = {finding};
  grade.stages = {{"compile", 0.25}};
  grade.seed = 0xffffffffffffffffULL;
  grade.score = 0.1 + 0.2;
  const auto read = grade_of(grade_record(grade));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->seed, grade.seed);
  EXPECT_EQ(read->score, grade.score);
  ASSERT_EQ(read->stages.size(), 1u);
  EXPECT_EQ(read->stages[0].seconds, 0.25);
  ASSERT_EQ(read->findings.size(), 1u);
  const Finding& back = read->findings[0];
  EXPECT_EQ(back.kind, finding.kind);
  EXPECT_EQ(back.severity, finding.severity);
  EXPECT_EQ(back.first_schedule, 17);
  EXPECT_EQ(back.step, 40);
  EXPECT_EQ(back.task, 3);
  EXPECT_EQ(back.object, 12);
  EXPECT_EQ(back.op, StepOp::wait);
  ASSERT_EQ(back.schedule.size(), 1u);
  EXPECT_TRUE(back.schedule[0].hidden);
  EXPECT_EQ(back.schedule[0].op, StepOp::notify);
  EXPECT_EQ(back.schedule[0].value, std::optional<std::string>(""));
  ASSERT_EQ(back.related.size(), 1u);
  EXPECT_EQ(back.related[0].message, finding.related[0].message);
  EXPECT_EQ(back.related[0].step, 7);
}

TEST(GradeRecord, RefusesWhatIsNoGrade) {
  EXPECT_FALSE(grade_of("[1, 2]"));
  EXPECT_FALSE(grade_of("{\"verdict\":"));
}

TEST_F(StoreTest, KeepsTheOldGradeBesideTheNewOne) {
  Store store = open();
  Grade first = report::racy_grade().grade;
  add(store, ann, first, "first");
  Grade second = report::passed_grade().grade;
  second.lesson = first.lesson;
  const OneGrade now = add(store, ann, second, "second");
  const auto result = class_result(store);
  ASSERT_TRUE(result);
  ASSERT_EQ(result->submissions.size(), 1u);
  const GradedSubmission& one = result->submissions[0];
  EXPECT_EQ(one.grade.verdict, Verdict::passed);
  ASSERT_EQ(one.history.size(), 1u);
  EXPECT_EQ(one.history[0].verdict, Verdict::failed);
  EXPECT_EQ(one.history[0].score, first.score);
  ASSERT_EQ(one.files.size(), 1u);
  EXPECT_EQ(one.files[0].content, "second");
  EXPECT_EQ(one.ignored, std::vector<std::string>{"a.out"});
  const auto past = history(store, now.submission);
  ASSERT_TRUE(past);
  ASSERT_EQ(past->size(), 2u);
  EXPECT_EQ((*past)[0].grade.verdict, Verdict::failed);
}

TEST_F(StoreTest, LetsAManualScoreSurviveARegrade) {
  Store store = open();
  const Grade grade = report::racy_grade().grade;
  const OneGrade one = add(store, ann, grade, "first");
  ASSERT_TRUE(store.set_score(one.submission, 8.5, "argued well", "prof"));
  add(store, ann, grade, "second");
  auto result = class_result(store);
  ASSERT_TRUE(result);
  ASSERT_TRUE(result->submissions.at(0).manual);
  EXPECT_EQ(result->submissions[0].manual->score, 8.5);
  EXPECT_EQ(result->submissions[0].manual->author, "prof");
  EXPECT_EQ(result->submissions[0].grade.score, grade.score);
  ASSERT_TRUE(store.set_score(one.submission, std::nullopt, "a mistake", "prof"));
  result = class_result(store);
  EXPECT_FALSE(result->submissions.at(0).manual);
  EXPECT_EQ(store.manual_scores(one.submission)->size(), 2u);
}

TEST_F(StoreTest, ServesOnlyTheSameWorkByTheSameMeans) {
  Store store = open();
  const Grade grade = report::passed_grade().grade;
  const OneGrade one = add(store, ann, grade);
  EXPECT_EQ(*store.outcome_of(one.content, one.means), one.outcome);
  for (const auto& change :
       {+[](Means& means) { ++means.lesson; }, +[](Means& means) { means.toolchain = "gcc"; },
        +[](Means& means) { ++means.seed; }, +[](Means& means) { means.schedules = 5; },
        +[](Means& means) { means.cross_checks = "all"; }, +[](Means& means) { means.sandbox = "off"; },
        +[](Means& means) { means.threadmark = "9"; }}) {
    Means other = one.means;
    change(other);
    EXPECT_EQ(*store.outcome_of(one.content, other), 0);
  }
  EXPECT_EQ(*store.outcome_of(one.content + 1, one.means), 0);
}

TEST_F(StoreTest, NeverServesAGraderError) {
  Store store = open();
  const OneGrade one = add(store, ann, report::ungraded_grade().grade);
  EXPECT_EQ(*store.outcome_of(one.content, one.means), 0);
}

TEST_F(StoreTest, ForgetsARunsOutcomeWhenTheWorkHasChanged) {
  Store store = open();
  const OneGrade one = add(store, ann, report::passed_grade().grade);
  EntryRow row{.students = {ann}, .content = one.content, .lesson_version = one.means.lesson};
  ASSERT_TRUE(store.enter(one.run, one.submission, row));
  EXPECT_EQ((*store.entry(one.run, one.submission))->outcome, one.outcome);
  row.content = *store.content(work("other"));
  ASSERT_TRUE(store.enter(one.run, one.submission, row));
  EXPECT_EQ((*store.entry(one.run, one.submission))->outcome, 0);
}

TEST_F(StoreTest, SaysWhoHasNoGradeAndWhy) {
  Store store = open();
  const std::int64_t run = *store.begin_run({.source = "/class"});
  const std::int64_t nothing = *store.submission("relay", {bob});
  ASSERT_TRUE(store.enter(run, nothing, {.students = {bob}, .name = "Bob Ray", .nothing = "an empty folder"}));
  const std::int64_t open_yet = *store.submission("relay", {ann});
  ASSERT_TRUE(store.enter(run, open_yet, {.students = {ann}, .name = "Ann Lee", .content = *store.content(work("x"))}));
  auto result = class_result(store);
  ASSERT_TRUE(result);
  ASSERT_EQ(result->ungraded.size(), 2u);
  EXPECT_EQ(result->ungraded[0].student.key, "ann");
  EXPECT_NE(result->ungraded[0].why.find("not graded yet"), std::string::npos);
  EXPECT_EQ(result->ungraded[1].why, "an empty folder");
  // A newer download of the same class tells anew.
  ASSERT_TRUE(store.begin_run({.source = "/class"}));
  EXPECT_TRUE(class_result(store)->ungraded.empty());
}

TEST_F(StoreTest, FindsAStudentByWhateverIsKnown) {
  Store store = open();
  add(store, ann, report::passed_grade().grade);
  add(store, bob, report::passed_grade().grade);
  for (const char* name : {"ann", "Ann Lee", "17", "s1", "ann@school.example", "lee"}) {
    const auto found = submissions_of(store, name);
    ASSERT_TRUE(found) << name;
    EXPECT_EQ(found->at(0).students.at(0).key, "ann");
  }
  const auto nobody = submissions_of(store, "Ann Lea");
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().kind, ErrorKind::input);
  EXPECT_NE(nobody.error().message.find("Ann Lee"), std::string::npos);
}

TEST_F(StoreTest, CountsGroupMembersInAnyOrderAsTheSameSubmission) {
  Store store = open();
  EXPECT_EQ(*store.submission("relay", {ann, bob}), *store.submission("relay", {bob, ann}));
  EXPECT_NE(*store.submission("relay", {ann, bob}), *store.submission("relay", {ann}));
  EXPECT_NE(*store.submission("relay", {ann}), *store.submission("race", {ann}));
}

TEST_F(StoreTest, KeepsBytesThatAreNoText) {
  Store store = open();
  const std::string bytes("\xff\0\x80 x", 5);
  const std::int64_t content = *store.content(work(bytes));
  auto rows = store.database().query("SELECT bytes FROM content_file WHERE content = ?").with(content);
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.text(0), bytes);
}

TEST_F(StoreTest, UndoesATransactionThatIsNotCommitted) {
  Store store = open();
  {
    const Transaction transaction(store.database());
    ASSERT_TRUE(store.begin_run({.source = "/class"}));
  }
  EXPECT_TRUE(store.runs()->empty());
}

TEST_F(StoreTest, RefusesAFileOfANewerThreadmark) {
  { ASSERT_TRUE(open().database().script("PRAGMA user_version = " + std::to_string(schema_version() + 1))); }
  const auto store = Store::open(file_, true);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, ErrorKind::input);
  EXPECT_NE(store.error().message.find("newer threadmark"), std::string::npos);
}

TEST_F(StoreTest, RefusesSomebodyElsesDatabase) {
  {
    auto other = Database::open(file_, true);
    ASSERT_TRUE(other->script("CREATE TABLE music (title TEXT)"));
  }
  const auto store = Store::open(file_, true);
  ASSERT_FALSE(store);
  EXPECT_NE(store.error().message.find("none of threadmark's"), std::string::npos);
}

TEST_F(StoreTest, MakesNoFileWhereOneIsAskedFor) {
  const auto store = Store::open(file_, false);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, ErrorKind::input);
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(StoreTest, BringsAnEmptyFileUpToDate) {
  { ASSERT_TRUE(Database::open(file_, true)); }
  Store store = open();
  EXPECT_TRUE(store.runs());
  // Opening again changes nothing.
  EXPECT_TRUE(Store::open(file_, false));
}

TEST_F(StoreTest, ShowsTheStepsOfFindingsAsATable) {
  Store store = open();
  const Grade grade = report::racy_grade().grade;
  add(store, ann, grade);
  auto rows = store.database().query("SELECT count(*), max(op = 'write') FROM step WHERE finding = 0");
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.integer(0), static_cast<std::int64_t>(grade.findings.at(0).schedule.size()));
  EXPECT_EQ(rows.integer(1), 1);
}

}  // namespace
}  // namespace threadmark::store
