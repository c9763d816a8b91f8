// Tests of counting.
#include "grader/report/html/class_figures.hpp"

#include <gtest/gtest.h>

namespace threadmark::report::html {
namespace {

GradedSubmission scored(double score, double most) {
  GradedSubmission made;
  made.grade.verdict = Verdict::failed;
  made.grade.score = score;
  made.grade.max_score = most;
  return made;
}

TEST(LessonFigures, PutsScoresIntoTenths) {
  LessonFigures lesson;
  for (const double score : {0.0, 0.69, 0.7, 6.3, 6.9, 7.0, 8.0})
    lesson.add(scored(score, 7));
  EXPECT_EQ(lesson.scores, (std::array<long, 11>{2, 1, 0, 0, 0, 0, 0, 0, 0, 2, 2}));
}

TEST(LessonFigures, CountsTheScoreByHandAndNoneForAGraderError) {
  LessonFigures lesson;
  GradedSubmission by_hand = scored(0, 10);
  by_hand.manual = ManualScore{10, "", "", ""};
  lesson.add(by_hand);
  GradedSubmission broken = scored(0, 10);
  broken.grade.verdict = Verdict::grader_error;
  broken.grade.score.reset();
  lesson.add(broken);
  EXPECT_EQ(lesson.submissions(), 2);
  EXPECT_EQ(lesson.shares, std::vector<double>{1.0});
}

TEST(LessonFigures, CountsAKindOncePerSubmissionAndNoWarnings) {
  LessonFigures lesson;
  GradedSubmission made = scored(0, 10);
  Finding error;
  Finding warning;
  warning.kind = FindingKind::lock_order;
  warning.severity = Severity::warning;
  made.grade.findings = {error, error, warning};
  lesson.add(made);
  EXPECT_EQ(lesson.findings, (std::map<FindingKind, long>{{FindingKind::data_race, 1}}));
}

TEST(Median, IsTheMiddleOrHalfwayBetween) {
  EXPECT_EQ(median({}), 0);
  EXPECT_EQ(median({3, 1, 2}), 2);
  EXPECT_EQ(median({4, 1, 2, 3}), 2.5);
}

}  // namespace
}  // namespace threadmark::report::html
