// Tests of what steps tell of tasks and locks.
#include "grader/report/html/lane_story.hpp"

#include <gtest/gtest.h>

namespace threadmark::report::html {
namespace {

Step step(const char* task, StepOp op, const char* object, StepRole role = StepRole::none) {
  static int n = 0;
  Step made;
  made.n = ++n;
  made.task = task;
  made.op = op;
  made.object = object;
  made.role = role;
  return made;
}

using Held = std::vector<std::string>;

TEST(LaneStory, PutsLanesInOrderOfProcessAndNumber) {
  std::vector<Step> steps = {step("T10", StepOp::lock, "a"), step("T2", StepOp::lock, "b"),
                             step("T1", StepOp::fork, "")};
  steps[1].process = 2;
  const LaneStory story = tell(steps);
  ASSERT_EQ(story.lanes.size(), 3u);
  EXPECT_EQ(story.lanes[0].task, "T1");
  EXPECT_EQ(story.lanes[1].task, "T10");
  EXPECT_EQ(story.lanes[2].task, "T2");
  EXPECT_EQ(story.lane_of, (std::vector<std::size_t>{1, 2, 0}));
}

TEST(LaneStory, LeavesHiddenStepsOut) {
  std::vector<Step> steps = {step("T1", StepOp::lock, "a"), step("T2", StepOp::lock, "b")};
  steps[1].hidden = true;
  EXPECT_EQ(tell(steps).steps.size(), 1u);
  EXPECT_EQ(tell(steps).lanes.size(), 1u);
}

TEST(LaneStory, FollowsLocksThroughAWait) {
  const LaneStory story =
      tell({step("T1", StepOp::lock, "outer"), step("T1", StepOp::lock, "m"), step("T1", StepOp::wait, "cv"),
            step("T1", StepOp::wake, "cv"), step("T1", StepOp::lock, "m"), step("T1", StepOp::unlock, "outer")});
  EXPECT_EQ(story.holds[1], (Held{"outer", "m"}));
  EXPECT_EQ(story.holds[2], (Held{"outer"}));
  EXPECT_EQ(story.holds[4], (Held{"outer", "m"}));
  EXPECT_EQ(story.holds[5], (Held{"m"}));
}

TEST(LaneStory, FindsTheCircleOfThree) {
  const LaneStory story =
      tell({step("T2", StepOp::lock, "a"), step("T3", StepOp::lock, "b"), step("T4", StepOp::lock, "c"),
            step("T2", StepOp::wait, "b", StepRole::cycle), step("T3", StepOp::wait, "c", StepRole::cycle),
            step("T4", StepOp::wait, "a", StepRole::cycle), step("T1", StepOp::join, "T2", StepRole::cycle)});
  ASSERT_EQ(story.waits.size(), 4u);
  EXPECT_EQ(story.waits[0].holder, 1u) << "a join waits for the task itself";
  EXPECT_EQ(story.holds[3], (Held{"a"})) << "who waits for a lock keeps what it has";
  const std::vector<StuckWait> circle = circle_of(story);
  ASSERT_EQ(circle.size(), 3u);
  EXPECT_EQ(circle[0].object, "b");
  EXPECT_EQ(circle[1].object, "c");
  EXPECT_EQ(circle[2].object, "a");
}

TEST(LaneStory, FindsNoCircleWhereTheHolderGoesOn) {
  const LaneStory story = tell({step("T2", StepOp::lock, "a"), step("T3", StepOp::wait, "a", StepRole::cycle)});
  ASSERT_EQ(story.waits.size(), 1u);
  EXPECT_EQ(story.waits[0].holder, 0u);
  EXPECT_TRUE(circle_of(story).empty());
}

}  // namespace
}  // namespace threadmark::report::html
