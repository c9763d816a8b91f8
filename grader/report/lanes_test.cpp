// Tests of drawing schedules.
#include "grader/report/lanes.hpp"

#include <gtest/gtest.h>

#include "grader/report/sample_grades.hpp"

namespace threadmark::report {
namespace {

LaneStyle style(std::size_t width) {
  LaneStyle made;
  made.width = width;
  made.file = "solution.cpp";
  return made;
}

std::vector<Step> race() {
  return racy_grade().grade.findings.front().schedule;
}

TEST(Lanes, DrawOneColumnForEachTask) {
  EXPECT_EQ(lanes(race(), style(90)),
            "       T1 main                     T2 worker                   T3 worker\n"
            "       -------------------------   -------------------------   -------------------------\n"
            "    1  starts T2 :12\n"
            "    2  starts T3 :12\n"
            "    3 !                            reads counter = 0 :8\n"
            "    4 !                                                        writes counter = 1 :8\n"
            "    5  joins T2 :13\n");
}

TEST(Lanes, BecomeAListWhereTheWidthDoesNotDo) {
  EXPECT_EQ(lanes(race(), style(60)),
            "    1  T1 main              starts T2 :12\n"
            "    2  T1 main              starts T3 :12\n"
            "    3 !T2 worker            reads counter = 0 :8\n"
            "    4 !T3 worker            writes counter = 1 :8\n"
            "    5  T1 main              joins T2 :13\n");
}

TEST(Lanes, AreSortedByTheNumbersOfTasks) {
  std::vector<Step> steps = race();
  steps[0].task = "T10";
  const std::string text = lanes(steps, style(120));
  EXPECT_LT(text.find("T3"), text.find("T10"));
}

TEST(Lanes, SayWhenTimeMovesOtherFilesAndOtherProcesses) {
  std::vector<Step> steps = race();
  steps.resize(2);
  steps[1].time_ms = 1000;
  steps[1].where.file = "other.cpp";
  steps[1].task = "T2";
  steps[1].process = 2;
  EXPECT_EQ(lanes(steps, style(90)),
            "       T1 main                                   T2 main (P2)\n"
            "       ---------------------------------------   ---------------------------------------\n"
            "    1  starts T2 :12\n"
            "       -- 1000 ms --\n"
            "    2                                            starts T3 other.cpp:12\n");
}

TEST(Lanes, KeepWhatMattersOfLongSchedules) {
  std::vector<Step> steps;
  for (int i = 1; i <= 200; ++i) {
    steps.push_back(race()[0]);
    steps.back().n = i;
  }
  steps[99].role = StepRole::cycle;
  const std::string text = lanes(steps, style(90));
  EXPECT_NE(text.find("  100 !"), std::string::npos) << text;
  EXPECT_NE(text.find("… 94 steps …"), std::string::npos) << text;
  EXPECT_NE(text.find("… 73 steps …"), std::string::npos) << text;
  EXPECT_NE(text.find("  200  "), std::string::npos) << text;
}

TEST(Lanes, CutWhatDoesNotFitButNeverTheLine) {
  std::vector<Step> steps = race();
  steps[2].object = std::string(200, 'x');
  EXPECT_NE(lanes(steps, style(90)).find("xx… :8"), std::string::npos);
}

TEST(Lanes, SayWhatIsPrintedAndNotWhereTo) {
  std::vector<Step> steps = race();
  steps.resize(1);
  steps[0].op = StepOp::print;
  steps[0].object = "pipe 1";
  EXPECT_NE(lanes(steps, style(90)).find("prints :12"), std::string::npos);
  steps[0].value = "done\n";
  EXPECT_NE(lanes(steps, style(90)).find("prints done\\n :12"), std::string::npos);
}

TEST(Lanes, LeaveOutHiddenSteps) {
  std::vector<Step> steps = race();
  steps[1].hidden = true;
  EXPECT_EQ(lanes(steps, style(90)).find("T3 :12"), std::string::npos);
}

TEST(Lanes, OfNothingAreNothing) {
  EXPECT_EQ(lanes({}, style(90)), "");
}

TEST(Lanes, SayAStepWithoutAnObject) {
  std::vector<Step> steps = race();
  steps.resize(1);
  steps[0].op = StepOp::wait;
  steps[0].object = "";
  EXPECT_NE(lanes(steps, style(90)).find("waits :12"), std::string::npos);
}

}  // namespace
}  // namespace threadmark::report
