// Tests of annotations: escaping, fairness, and the limits that GitHub has.
#include "grader/ci/annotations.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace threadmark::ci {
namespace {

Grade failed_grade(int errors, int warnings) {
  Grade grade;
  grade.verdict = Verdict::failed;
  for (int i = 0; i < errors + warnings; ++i) {
    Finding finding;
    finding.kind = FindingKind::data_race;
    finding.severity = i < errors ? Severity::error : Severity::warning;
    finding.message = {"ci.nothing", {}};
    finding.where = {"solution.cpp", i + 1};
    grade.findings.push_back(finding);
  }
  return grade;
}

PlacedGrade placed(const Grade& grade, const std::string& folder) {
  return {&grade, folder, {{"solution.cpp", folder + "/solution.cpp"}}};
}

long count(const std::vector<Note>& notes, Note::Level level) {
  return std::count_if(notes.begin(), notes.end(), [&](const Note& note) { return note.level == level; });
}

TEST(Annotations, EscapeWhatWouldEndACommandOrAProperty) {
  const Note note{Note::Level::error, "a,b:c%d\ne\rf.cpp", 7, "title: one, two",
                  "100% of\nlines ::set-output name=x::y"};
  EXPECT_EQ(workflow_command(note),
            "::error file=a%2Cb%3Ac%25d%0Ae%0Df.cpp,line=7,endLine=7,title=title%3A one%2C two"
            "::100%25 of%0Alines ::set-output name=x::y");
}

TEST(Annotations, AreOneLineWhateverTheText) {
  const Note note{Note::Level::warning, "x\xff\n::error::", 0, "t\x1b[31m\n", std::string(100000, '\n') + "\x07"};
  const std::string command = workflow_command(note);
  EXPECT_EQ(command.find('\n'), std::string::npos);
  EXPECT_EQ(command.find('\x1b'), std::string::npos);
  EXPECT_LT(command.size(), 20000U);
}

TEST(Annotations, StayWithinTenErrorsAndTenWarningsAndCountTheRest) {
  const Grade grade = failed_grade(40, 20);
  const std::vector<PlacedGrade> grades = {placed(grade, "one")};
  const auto notes = annotations(grades, words::Language::english);
  EXPECT_EQ(count(notes, Note::Level::error), 10);
  EXPECT_EQ(count(notes, Note::Level::warning), 10);
  ASSERT_EQ(count(notes, Note::Level::notice), 1);
  EXPECT_NE(notes.back().message.find("40 more findings"), std::string::npos);
}

TEST(Annotations, GiveEverySubmissionItsFirstFindingBeforeAnySecond) {
  const Grade many = failed_grade(60, 0);
  const Grade one = failed_grade(1, 0);
  const std::vector<PlacedGrade> grades = {placed(many, "a"), placed(one, "b"), placed(one, "c")};
  const auto notes = annotations(grades, words::Language::english);
  EXPECT_EQ(notes[0].file, "a/solution.cpp");
  EXPECT_EQ(notes[1].file, "b/solution.cpp");
  EXPECT_EQ(notes[2].file, "c/solution.cpp");
}

TEST(Annotations, SayOfAGraderErrorThatItIsNobodysFault) {
  Grade grade;
  grade.verdict = Verdict::grader_error;
  grade.problem = "No room.";
  const std::vector<PlacedGrade> grades = {placed(grade, "a")};
  const auto notes = annotations(grades, words::Language::english);
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_NE(notes[0].message.find("not the student's fault"), std::string::npos);
  EXPECT_EQ(notes[0].file, "a");
}

}  // namespace
}  // namespace threadmark::ci
