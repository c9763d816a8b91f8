// Tests of grade books: what is filled, what stays, who is matched, what is refused.
#include "grader/report/grade_book.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <gtest/gtest.h>

#include "grader/report/class_scores.hpp"
#include "grader/report/grade_book_file.hpp"
#include "grader/report/roster.hpp"

namespace threadmark::report {
namespace {

Student student(const std::string& name, const std::string& id, const std::string& email = {},
                const std::string& sid = {}) {
  return {"key-" + name, name, id, sid, email};
}

GradedSubmission graded(const Student& who, const std::string& lesson, std::optional<double> score,
                        double max_score = 10) {
  GradedSubmission made;
  made.students = {who};
  made.lesson_title = "The " + lesson;
  made.grade.lesson = lesson;
  made.grade.verdict = score ? Verdict::failed : Verdict::grader_error;
  made.grade.score = score;
  made.grade.max_score = max_score;
  if (!score) made.grade.problem = "no sandbox";
  return made;
}

/// Four students of a Canvas or Moodle class: right, half right, not gradable, nothing handed in.
ClassResult small_class(const std::string& shape) {
  ClassResult result;
  result.shape = shape;
  result.submissions = {graded(student("Ada Lovelace", "101", "ada@x.example"), "race", 10),
                        graded(student("Doe, Jane", "102", "", "s102"), "race", 4.125),
                        graded(student("Müller, Jörg", "103"), "race", std::nullopt)};
  result.ungraded = {{student("Nobody", "104"), "race", "nothing was handed in"}};
  return result;
}

constexpr const char* canvas_file =
    "\xef\xbb\xbfStudent,ID,SIS User ID,SIS Login ID,Section,Race (501),Essay (502),Current Score,Final Score\n"
    ",,,,,Manual Posting,,,\n"
    "    Points Possible,,,,,10,20,(read only),(read only)\n"
    "\"Lovelace, Ada\",101,s101,ada@x.example,\"A, B\",,17,85.0,\"40\"\n"
    "\"Doe, Jane\",102,s102,jane,A,3,,,\n"
    "\"Müller, Jörg\",103,,,A,2.5,,,\n"
    "\"Turing, Alan\",105,s105,alan,A,1,,,\n"
    "\"Student, Test\",999,,abc,A,,,,\n";

TEST(GradeBookCanvas, FillsTheColumnOfTheLessonAndNothingElse) {
  const auto filled = fill_canvas(small_class("canvas"), canvas_file, {});
  ASSERT_TRUE(filled) << filled.error().message;
  std::string expected = canvas_file;
  expected.replace(expected.find("B\",,17"), 6, "B\",10,17");
  expected.replace(expected.find("jane,A,3"), 8, "jane,A,4.13");
  EXPECT_EQ(filled->text, expected);
  EXPECT_EQ(filled->summary,
            "2 cells filled; 3 of 4 students matched\n"
            "changed: these had another grade (1):\n"
            "  Doe, Jane, race: 3 becomes 4.13\n"
            "no score, cell left as it was (1):\n"
            "  Müller, Jörg, race: no sandbox\n"
            "in the grade book, but not in the results (1):\n"
            "  line 7: Turing, Alan\n"
            "in the results, but not in the grade book (1):\n"
            "  Nobody\n");
}

TEST(GradeBookCanvas, TakesTheScoreByHand) {
  ClassResult result = small_class("canvas");
  result.submissions[2].manual = ManualScore{7, "argued well", "prof", "2026-01-01T00:00:00Z"};
  result.submissions[0].manual = ManualScore{0, "copied", "prof", "2026-01-01T00:00:00Z"};
  const auto filled = fill_canvas(result, canvas_file, {});
  ASSERT_TRUE(filled);
  EXPECT_NE(filled->text.find("103,,,A,7,"), std::string::npos) << filled->text;
  EXPECT_NE(filled->text.find("\"A, B\",0,17"), std::string::npos) << filled->text;
}

TEST(GradeBookCanvas, KeepsExcusedAndUnassignedCells) {
  std::string file = canvas_file;
  file.replace(file.find("B\",,17"), 6, "B\",EX,17");
  file.replace(file.find("jane,A,3"), 8, "jane,A,N/A");
  const auto filled = fill_canvas(small_class("canvas"), file, {});
  ASSERT_TRUE(filled);
  EXPECT_EQ(filled->text, file);
  EXPECT_NE(filled->summary.find("kept or cut (2)"), std::string::npos);
}

TEST(GradeBookCanvas, ScalesToThePointsOfTheChosenColumn) {
  const auto filled = fill_canvas(small_class("canvas"), canvas_file, {"essay", "race"});
  ASSERT_TRUE(filled) << filled.error().message;
  EXPECT_NE(filled->text.find("\"A, B\",,20,85.0"), std::string::npos) << filled->text;
  EXPECT_NE(filled->summary.find("race: from 10 to 20 points"), std::string::npos);
}

TEST(GradeBookCanvas, WritesDecimalCommasWhereTheFileDoes) {
  const std::string file =
      "Student;ID;SIS Login ID;Section;Race (501)\r\n    Points Possible;;;;10,00\r\nDoe, Jane;102;jane;A;\r\n";
  const auto filled = fill_canvas(small_class("canvas"), file, {});
  ASSERT_TRUE(filled) << filled.error().message;
  EXPECT_NE(filled->text.find("Doe, Jane;102;jane;A;4,13\r\n"), std::string::npos) << filled->text;
}

TEST(GradeBookCanvas, DoesNotTakeAnotherPlatformsNumbers) {
  const std::string file = "Student,ID,SIS Login ID,Section,Race (501)\nSomebody Else,101,x,A,\nAda Lovelace,7,y,A,\n";
  const auto filled = fill_canvas(small_class("moodle"), file, {});
  ASSERT_TRUE(filled);
  EXPECT_NE(filled->text.find("Else,101,x,A,\n"), std::string::npos) << filled->text;
  EXPECT_NE(filled->text.find("Lovelace,7,y,A,10\n"), std::string::npos) << filled->text;
  EXPECT_NE(filled->summary.find("matched by name alone (1)"), std::string::npos);
}

TEST(GradeBookCanvas, RefusesWhatItCanNotFill) {
  const ClassResult result = small_class("canvas");
  const auto message = [&](const std::string& file, const GradeBookChoice& choice) {
    const auto filled = fill_canvas(result, file, choice);
    if (filled) return std::string("filled");
    EXPECT_EQ(filled.error().kind, ErrorKind::input);
    return filled.error().message;
  };
  EXPECT_EQ(
      message("Name,Grade\nx,1\n", {}),
      "line 1, column 1: no grade book of Canvas: its first line begins with Student, ID and has Section; this one "
      "begins with `Name`");
  EXPECT_EQ(message(canvas_file, {"Final Score", ""}),
            "line 1: no assignment's column is called `Final Score`; there are `Race (501)`, `Essay (502)`");
  EXPECT_EQ(message(canvas_file, {"", "deadlock"}), "the results have no lesson `deadlock`; there are race");
  EXPECT_EQ(message("Student,ID,Section,Essay (502)\n", {}),
            "line 1: no column is called like a lesson: say with --column which one; there are `Essay (502)`");
  EXPECT_EQ(message("Student,ID,Section,Race (5),race (6)\n", {}),
            "line 1: several columns are called like the lesson `race`: say with --column which one");
  EXPECT_EQ(
      message("Student,ID,Section,Race (5)\nX,1,A,\n", {}),
      "none of its 1 students is in the results (compared by platform id, e-mail, school number, login and name): "
      "is it the grade book of this class?");
  EXPECT_EQ(message("Student,ID,Section,Race (5)\n\"X,1,A,\n", {}), "line 2, column 1: a quote is not closed");
}

constexpr const char* moodle_file =
    "Identifier,\"Full name\",\"Email address\",Status,Grade,\"Maximum Grade\",\"Grade can be changed\",\"Last "
    "modified "
    "(submission)\",\"Last modified (grade)\",\"Feedback comments\"\r\n"
    "\"Participant 101\",\"Ada Lovelace\",ada@x.example,\"Submitted for grading\",,10.00,Yes,\"Monday, 2 March "
    "2026\",-,\r\n"
    "\"Participant 102\",\"Jane Doe\",jane@x.example,\"Submitted, "
    "\"\"late\"\"\",\"\",10.00,Yes,-,-,\"good\r\nwork\"\r\n"
    "\"Participant 103\",\"Jörg Müller\",j@x.example,-,5.00,10.00,Yes,-,-,\r\n"
    "\"Participant 105\",\"Alan Turing\",a@x.example,-,,10.00,Yes,-,-,\r\n";

TEST(GradeBookMoodle, FillsTheGradesAndNothingElse) {
  const auto filled = fill_moodle(small_class("moodle"), moodle_file, {});
  ASSERT_TRUE(filled) << filled.error().message;
  std::string expected = moodle_file;
  expected.replace(expected.find("grading\",,10"), 12, "grading\",10,10");
  expected.replace(expected.find("\"\"\",\"\",10"), 9, "\"\"\",\"4.13\",10");
  EXPECT_EQ(filled->text, expected);
  EXPECT_NE(filled->summary.find("2 cells filled; 3 of 4 students matched"), std::string::npos) << filled->summary;
  EXPECT_NE(filled->summary.find("  line 6: Alan Turing\n"), std::string::npos) << filled->summary;
}

TEST(GradeBookMoodle, ScalesAndNeverGoesAboveTheMaximum) {
  ClassResult result = small_class("moodle");
  result.submissions[0].grade.score = 11;
  std::string file = moodle_file;
  for (std::size_t at = file.find("10.00"); at != std::string::npos; at = file.find("10.00", at))
    file.replace(at, 5, "\"100,00\"");
  const auto filled = fill_moodle(result, file, {});
  ASSERT_TRUE(filled) << filled.error().message;
  EXPECT_NE(filled->text.find("grading\",100,\"100,00\""), std::string::npos) << filled->text;
  EXPECT_NE(filled->text.find("\"41,25\",\"100,00\""), std::string::npos) << filled->text;
  EXPECT_NE(filled->summary.find("110 is above the maximum, which is written"), std::string::npos);
}

TEST(GradeBookMoodle, KeepsLockedRows) {
  std::string file = moodle_file;
  file.replace(file.find("10.00,Yes"), 9, "10.00,No");
  const auto filled = fill_moodle(small_class("moodle"), file, {});
  ASSERT_TRUE(filled);
  EXPECT_NE(filled->text.find("grading\",,10.00,No"), std::string::npos) << filled->text;
}

TEST(GradeBookMoodle, RefusesWhatItCanNotFill) {
  ClassResult result = small_class("moodle");
  const auto message = [&](const std::string& file, const GradeBookChoice& choice) {
    const auto filled = fill_moodle(result, file, choice);
    return filled ? std::string("filled") : filled.error().message;
  };
  EXPECT_EQ(message("Student,ID\n", {}).find("line 1, column 1: no grading worksheet of Moodle"), 0u);
  EXPECT_EQ(message("Identifier,Full name,Last modified (grade)\n", {}),
            "line 1: it has no column `Grade`; there are `Identifier`, `Full name`, `Last modified (grade)`");
  EXPECT_NE(message("Identifier,Grade\n", {}).find("export it anew"), std::string::npos);
  EXPECT_NE(
      message("Identifier,Grade,Maximum Grade,Last modified (grade)\nParticipant 101,,Pass,-\n", {}).find("by a scale"),
      std::string::npos);
  result.submissions.push_back(graded(student("Ada Lovelace", "101"), "deadlock", 3));
  EXPECT_NE(message(moodle_file, {}).find("say with --lesson which one"), std::string::npos);
  EXPECT_EQ(message(moodle_file, {"", "race"}), "filled");
}

TEST(GradeBookCsv, HasARowAStudentAndNeverAZeroForWhatWasNotGraded) {
  ClassResult result = small_class("canvas");
  result.submissions.push_back(graded(student("Ada Lovelace", "101"), "deadlock", 3.5, 5));
  result.submissions[1].manual = ManualScore{6, "x", "prof", "2026-01-01T00:00:00Z"};
  EXPECT_EQ(grade_book_csv(result),
            "Name,SID,Email,Platform ID,deadlock (of 5),race (of 10),Total,Remarks\r\n"
            "Ada Lovelace,,ada@x.example,101,3.5,10,13.5,\r\n"
            "\"Doe, Jane\",s102,,102,,6,6,race: by hand\r\n"
            "\"Müller, Jörg\",,,103,,,,race: no score: no sandbox\r\n"
            "Nobody,,,104,,,,race: no score: nothing was handed in\r\n");
}

TEST(GradeBookCsv, DisarmsFormulas) {
  ClassResult result;
  for (const char* name : {"=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\tx", "\rx"})
    result.submissions.push_back(graded(student(name, name), "race", 1));
  std::istringstream rows(grade_book_csv(result));
  std::string row;
  std::getline(rows, row);
  int count = 0;
  while (std::getline(rows, row)) {
    ++count;
    for (const char* start : {"=", "-", "@", "\t", "\r", "\"=", "\"-", "\"@", "\"\t"})
      EXPECT_FALSE(row.starts_with(start)) << row;
  }
  EXPECT_EQ(count, 6);
}

TEST(ClassScores, CountsTheBestOfSeveralAndSaysSo) {
  ClassResult result = small_class("folder");
  result.submissions.push_back(graded(student("Ada Lovelace", "101"), "race", 2));
  result.submissions.push_back(graded(student("Müller, Jörg", "103"), "race", 1));
  const ClassScores scores = class_scores(result);
  EXPECT_EQ(scores.students[0].lessons.at("race").score, 10);
  EXPECT_EQ(scores.students[2].lessons.at("race").score, 1);
  EXPECT_EQ(scores.notes.size(), 2u);
}

TEST(Roster, MatchesByTheSurestThatThereIs) {
  ClassResult result;
  result.submissions = {graded(student("Jane Doe", "1", "jane@x.example", "s1"), "race", 1),
                        graded(student("Doe Jane", "2", "other@x.example", "s2"), "race", 1),
                        graded(student("Ada", "3"), "race", 1)};
  const ClassScores scores = class_scores(result);
  const Roster roster(scores, true);
  const auto name_of = [&](const RosterMatch& match) { return scores.students[match.student].student.name; };
  EXPECT_EQ(roster.find({"3", "", "", "", "Somebody"}).by, MatchedBy::platform_id);
  EXPECT_EQ(name_of(roster.find({"", "OTHER@x.example", "", "", ""})), "Doe Jane");
  EXPECT_EQ(roster.find({"", "", "s1", "", ""}).by, MatchedBy::sid);
  EXPECT_EQ(roster.find({"", "", "", "jane", ""}).by, MatchedBy::login);
  EXPECT_EQ(roster.find({"", "", "", "", " ADA "}).by, MatchedBy::name);
  EXPECT_EQ(roster.find({"", "", "", "", "Doe, Jane"}).problem, "several students are called so");
  EXPECT_EQ(roster.find({"1", "other@x.example", "", "", ""}).problem,
            "its numbers and addresses belong to different students");
  EXPECT_EQ(roster.find({}).by, MatchedBy::nothing);
}

TEST(GradeBookFile, NeverWritesOverAFileThatIsThere) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "threadmark-grade-book";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const auto content = [](const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(in), {}};
  };
  const std::filesystem::path original = folder / "Grades.csv";
  std::ofstream(original, std::ios::binary) << canvas_file;
  std::ostringstream log;
  ClassRequest request{.log = log};
  ASSERT_TRUE(write_canvas(small_class("canvas"), original, request));
  EXPECT_EQ(content(original), canvas_file);
  EXPECT_NE(content(folder / "Grades.graded.csv"), canvas_file);
  EXPECT_NE(log.str().find("2 cells filled"), std::string::npos);
  const auto again = write_canvas(small_class("canvas"), original, request);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::input);
  request.output = original;
  EXPECT_FALSE(write_canvas(small_class("canvas"), original, request));
  EXPECT_EQ(content(original), canvas_file);
  EXPECT_FALSE(write_moodle(small_class("canvas"), folder / "none.csv", request));
  ASSERT_TRUE(write_grade_book(small_class("canvas"), folder / "all.csv", request));
  EXPECT_TRUE(content(folder / "all.csv").starts_with("Name,SID,"));
  request.anonymous = true;
  EXPECT_FALSE(write_grade_book(small_class("canvas"), folder / "named.csv", request));
  EXPECT_FALSE(std::filesystem::exists(folder / "named.csv"));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace threadmark::report
