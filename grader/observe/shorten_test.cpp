// Tests of which steps of an interleaving are shown.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "grader/observe/interleaving.hpp"

namespace threadmark::observe {
namespace {

Step step(int n, const std::string& task, StepOp op, const std::string& object, int line) {
  return {.n = n, .task = task, .op = op, .object = object, .where = {"s.cpp", line}};
}

RelatedPlace place(const std::string& role, int task, StepOp op, const std::string& object, int line) {
  return {.where = {"s.cpp", line},
          .message = {"runtime.place." + role, {{"object", object}}},
          .step = 0,
          .task = task,
          .op = op};
}

/// Two tasks, each with one lock, each waiting for the other's; main joins.
Interleaving locked_up() {
  return {.run = {},
          .steps = {step(1, "T1", StepOp::spawn, "T2", 20), step(2, "T1", StepOp::spawn, "T3", 21),
                    step(3, "T2", StepOp::lock, "a", 5), step(4, "T3", StepOp::lock, "b", 12)}};
}

Finding deadlock() {
  Finding finding{.kind = FindingKind::deadlock, .where = {"s.cpp", 6}};
  finding.related = {place("waits", 2, StepOp::lock, "b", 6), place("holds", 2, StepOp::lock, "a", 5),
                     place("waits", 3, StepOp::lock, "a", 13), place("waits", 1, StepOp::join, "", 22)};
  return finding;
}

TEST(Shorten, DeadlockEndsWithTheWaitsThatMakeIt) {
  const std::vector<Step> steps = shorten(locked_up(), deadlock());
  ASSERT_EQ(steps.size(), 7u);
  EXPECT_EQ(steps[4].task, "T2");
  EXPECT_EQ(steps[4].op, StepOp::wait);
  EXPECT_EQ(steps[4].object, "b");
  EXPECT_EQ(steps[4].where.line, 6);
  EXPECT_EQ(steps[6].op, StepOp::join);
  for (std::size_t i = 4; i < steps.size(); ++i)
    EXPECT_EQ(steps[i].role, StepRole::cycle) << i;
  for (std::size_t i = 0; i < steps.size(); ++i)
    EXPECT_EQ(steps[i].n, static_cast<int>(i) + 1);
}

TEST(Shorten, WaitThatIsAStepAlreadyIsMarkedAndNotToldTwice) {
  Interleaving interleaving = locked_up();
  interleaving.steps.push_back(step(5, "T2", StepOp::wait, "ready", 6));
  Finding finding{.kind = FindingKind::lost_wakeup, .where = {"s.cpp", 6}};
  finding.related = {place("waits", 2, StepOp::wait, "ready", 6)};
  const std::vector<Step> steps = shorten(interleaving, finding);
  EXPECT_EQ(std::count_if(steps.begin(), steps.end(), [](const Step& one) { return one.op == StepOp::wait; }), 1);
  EXPECT_EQ(steps.back().role, StepRole::cycle);
}

TEST(Shorten, TurnsOfALoopAreShownByTheLast) {
  Interleaving interleaving;
  for (int n = 1; n <= 30; ++n)
    interleaving.steps.push_back(step(n, "T2", StepOp::print, "stdout", 9));
  interleaving.steps.push_back(step(31, "T1", StepOp::exit, "", 22));
  const std::vector<Step> steps = shorten(interleaving, {.kind = FindingKind::order_violation});
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[0].op, StepOp::print);
}

TEST(Shorten, WhatIsHiddenAndWhatComesAfterTheFailureAreLeftOut) {
  Interleaving interleaving = locked_up();
  interleaving.steps[2].hidden = true;
  Finding finding{.kind = FindingKind::order_violation};
  finding.step = 2;
  const std::vector<Step> steps = shorten(interleaving, finding);
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[1].object, "T3");
}

}  // namespace
}  // namespace threadmark::observe
