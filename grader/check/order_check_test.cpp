// Tests of `order` and `intervals`.
#include <gtest/gtest.h>

#include "grader/check/check_testing.hpp"

namespace threadmark::check {
namespace {

using Ids = std::vector<std::string>;

/// A lesson with lines `<who> sits`, `<who> leaves`, `item <i>`, `open`, `closed`, and one check `c`.
Checks with_check(const std::string& keys) {
  return checks_of(R"(
lines:
  sits: '<who> sits'
  leaves: '<who> leaves'
  item: '<who> item <i:int>'
  open: open
  closed: closed
checks:
  - {id: c, )" + keys +
                   "}\n");
}

Ids judged(const std::string& keys, const threadmark::Run& run) {
  Checks checks = with_check(keys);
  return ids(checks, "c", run);
}

Finding found(const std::string& keys, const threadmark::Run& run) {
  Checks checks = with_check(keys);
  return only_finding(checks, "c", run);
}

TEST(OrderFirst, IsTheFirstOfAllLines) {
  EXPECT_TRUE(judged("type: order, first: open", run_printing({"open", "a sits"})).empty());
  const Finding finding = found("type: order, first: open", run_printing({"a sits", "open"}));
  EXPECT_EQ(finding.kind, FindingKind::order_violation);
  EXPECT_EQ(finding.message.id, "check.order.not-first");
  EXPECT_EQ(finding.where.line, 101);
  EXPECT_EQ(judged("type: order, first: open", run_printing({"junk", "open"})), Ids{"check.order.not-first"});
  EXPECT_EQ(judged("type: order, first: open", run()), Ids{"check.order.absent"});
  EXPECT_TRUE(judged("type: order, first: open", run().stopped()).empty());
}

TEST(OrderFirst, EventsThatAreNoLinesDoNotCount) {
  RunBuilder seen = run();
  EXPECT_TRUE(judged("type: order, first: open", seen.event(EventKind::process_start).line("open")).empty());
}

TEST(OrderLast, BlamesTheLineThatCameTooEarly) {
  EXPECT_TRUE(judged("type: order, last: closed", run_printing({"a sits", "closed"})).empty());
  const Finding finding = found("type: order, last: closed", run_printing({"open", "closed", "a sits", "b sits"}));
  EXPECT_EQ(finding.where.line, 102);
  EXPECT_EQ(finding.related.at(0).where.line, 103);
  EXPECT_EQ(judged("type: order, last: closed", run_printing({"open"})), Ids{"check.order.absent"});
  EXPECT_TRUE(judged("type: order, last: closed", run_printing({"open"}).stopped()).empty());
}

TEST(OrderBefore, WithoutAKeyEveryFirstIsBeforeEverySecond) {
  const std::string keys = "type: order, before: [sits, closed]";
  EXPECT_TRUE(judged(keys, run_printing({"a sits", "b sits", "closed"})).empty());
  EXPECT_TRUE(judged(keys, run_printing({"closed"})).empty());
  EXPECT_TRUE(judged(keys, run_printing({"a sits"})).empty());
  const Finding finding = found(keys, run_printing({"a sits", "closed", "b sits"}));
  EXPECT_EQ(finding.message.id, "check.order.too-early");
  EXPECT_EQ(finding.where.line, 102);
  EXPECT_EQ(finding.related.at(0).where.line, 103);
  EXPECT_EQ(judged(keys, run_printing({"closed", "b sits"}).stopped()), Ids{"check.order.too-early"});
}

TEST(OrderBefore, WithAKeyTheKthIsBeforeTheKth) {
  const std::string keys = "type: order, before: [sits, leaves], per: who";
  EXPECT_TRUE(judged(keys, run_printing({"a sits", "b sits", "a leaves", "a sits", "b leaves", "a leaves"})).empty());
  EXPECT_TRUE(judged(keys, run_printing({"a sits", "a sits"})).empty());
  const Finding finding = found(keys, run_printing({"a sits", "b leaves", "b sits"}));
  EXPECT_EQ(finding.message.args.at("key"), "b");
  EXPECT_EQ(finding.where.line, 102);
  EXPECT_EQ(finding.related.at(0).where.line, 103);
  EXPECT_EQ(judged(keys, run_printing({"a sits", "a leaves", "a leaves"})), Ids{"check.order.too-early-for-key"});
}

TEST(OrderBefore, TheKeysMayBeDifferentFields) {
  const std::string keys = "type: order, before: ['@process-reaped', closed], per: ['@task', '@task']";
  RunBuilder right = run();
  EXPECT_TRUE(judged(keys, right.event(EventKind::process_reaped).line("closed")).empty());
  EXPECT_FALSE(judged(keys, run_printing({"closed"})).empty());
}

TEST(OrderBefore, TakesListsOfSelectors) {
  const std::string keys = "type: order, before: [[sits, leaves], closed]";
  EXPECT_FALSE(judged(keys, run_printing({"a sits", "closed", "a leaves"})).empty());
  EXPECT_TRUE(judged(keys, run_printing({"a sits", "a leaves", "closed"})).empty());
}

TEST(OrderIncreasing, NumbersGrowForEachKey) {
  const std::string keys = "type: order, increasing: item.i, per: who";
  EXPECT_TRUE(judged(keys, run_printing({"a item 1", "b item 1", "a item 2", "b item 9"})).empty());
  const Finding finding = found(keys, run_printing({"a item 1", "b item 7", "a item 1"}));
  EXPECT_EQ(finding.message.id, "check.order.not-increasing");
  EXPECT_EQ(finding.where.line, 103);
  EXPECT_EQ(finding.related.at(0).where.line, 101);
  EXPECT_FALSE(judged("type: order, increasing: item.i", run_printing({"a item 1", "b item 1"})).empty());
}

TEST(OrderSequence, EventsComeExactlySo) {
  const std::string keys = "type: order, sequence: [open, 'sits[who=a]', closed]";
  EXPECT_TRUE(judged(keys, run_printing({"open", "b sits", "a sits", "closed"})).empty());
  EXPECT_EQ(judged(keys, run_printing({"open", "closed", "a sits"})), Ids{"check.order.not-in-sequence"});
  EXPECT_EQ(judged(keys, run_printing({"open", "a sits"})), Ids{"check.order.absent"});
  EXPECT_TRUE(judged(keys, run_printing({"open", "a sits"}).stopped()).empty());
  EXPECT_EQ(judged(keys, run_printing({"open", "a sits", "closed", "open"})), Ids{"check.order.after-sequence"});
}

TEST(OrderAlternate, EventsTakeTurns) {
  const std::string keys = "type: order, alternate: [sits, leaves]";
  EXPECT_TRUE(judged(keys, run_printing({"a sits", "b leaves", "a sits"})).empty());
  EXPECT_EQ(judged(keys, run_printing({"a leaves"})), Ids{"check.order.not-alternating"});
  const Finding finding = found(keys, run_printing({"a sits", "b sits"}));
  EXPECT_EQ(finding.where.line, 102);
  EXPECT_EQ(finding.message.args.at("expected"), "<who> leaves");
  EXPECT_EQ(finding.related.at(0).where.line, 101);
  EXPECT_TRUE(judged(keys + ", per: who", run_printing({"a sits", "b sits", "b leaves", "a leaves"})).empty());
}

TEST(OrderContiguous, EventsOfOneKeyStandTogether) {
  const std::string keys = "type: order, contiguous: item, per: who";
  EXPECT_TRUE(judged(keys, run_printing({"a item 1", "a item 2", "b item 1", "open", "b item 2"})).empty());
  const Finding finding = found(keys, run_printing({"a item 1", "b item 1", "a item 2"}));
  EXPECT_EQ(finding.message.id, "check.order.not-together");
  EXPECT_EQ(finding.message.args.at("key"), "a");
  EXPECT_EQ(finding.message.args.at("between"), "b item 1");
  EXPECT_EQ(finding.where.line, 103);
  EXPECT_EQ(finding.related.at(0).where.line, 102);
}

TEST(OrderOfDriverEvents, FirstIsAmongTheDriversEvents) {
  const std::string keys = "type: order, first: driver.a";
  EXPECT_TRUE(judged(keys, run().line("chatter").driver("a").driver("b")).empty());
  EXPECT_EQ(judged(keys, run().driver("b").driver("a")), Ids{"check.order.not-first"});
}

TEST(IntervalsMax, NeverMoreAtOnce) {
  const std::string keys = "type: intervals, begin: sits, end: leaves, per: who, max: 2";
  EXPECT_TRUE(judged(keys, run_printing({"a sits", "b sits", "a leaves", "c sits"})).empty());
  const Finding finding = found(keys, run_printing({"a sits", "b sits", "c sits"}));
  EXPECT_EQ(finding.kind, FindingKind::invariant_violation);
  EXPECT_EQ(finding.message.args.at("seen"), "3");
  EXPECT_EQ(finding.where.line, 103);
  EXPECT_EQ(finding.related.size(), 2U);
  EXPECT_EQ(judged(keys, run_printing({"a sits", "b sits", "c sits"}).stopped()), Ids{"check.intervals.too-many"});
  EXPECT_FALSE(judged(keys, run_printing({"a sits", "a sits", "a sits"})).empty());
  EXPECT_TRUE(judged(keys, run_printing({"x leaves", "a sits", "b sits"})).empty());
}

TEST(IntervalsMax, WithoutAKeyTheTaskTellsThemApart) {
  const std::string keys = "type: intervals, begin: driver.in, end: driver.out, max: 1";
  RunBuilder apart = run();
  apart.task(2).driver("in").driver("out").task(3).driver("in").driver("out");
  EXPECT_TRUE(judged(keys, apart).empty());
  RunBuilder together = run();
  together.task(2).driver("in").task(3).driver("in").driver("out");
  EXPECT_FALSE(judged(keys, together).empty());
}

TEST(IntervalsReach, SomeRunMustOverlapSoMuch) {
  const std::string keys = "type: intervals, begin: sits, end: leaves, per: who, reach: 2";
  EXPECT_TRUE(judged(keys, run_printing({"a sits", "b sits"})).empty());
  const Finding finding = found(keys, run_printing({"a sits", "a leaves", "b sits", "b leaves"}));
  EXPECT_EQ(finding.kind, FindingKind::not_concurrent);
  EXPECT_EQ(finding.message.id, "check.intervals.too-little-overlap");
  EXPECT_EQ(finding.message.args.at("seen"), "1");
  EXPECT_EQ(finding.where.line, 103);
  EXPECT_EQ(judged(keys, run()), Ids{"check.intervals.too-little-overlap"});
  EXPECT_TRUE(judged(keys, run_printing({"a sits"}).stopped()).empty());
}

TEST(IntervalsReach, PointsAtTheWaitThatKeepsThemApart) {
  RunBuilder seen = run();
  seen.line("a sits").line("a leaves").event(EventKind::thread_join, 2).line("b sits");
  const Finding finding = found("type: intervals, begin: sits, end: leaves, per: who, reach: 2", seen);
  EXPECT_EQ(finding.message.id, "check.intervals.waits-between");
  EXPECT_EQ(finding.where.line, 103);
  ASSERT_EQ(finding.related.size(), 2U);
  EXPECT_EQ(finding.related[0].where.line, 102);
  EXPECT_EQ(finding.related[1].where.line, 104);
}

TEST(IntervalsNeverWith, TwoSetsExcludeEachOther) {
  const std::string keys =
      "type: intervals, begin: sits, end: leaves, per: who, never-with: {begin: open, end: closed}";
  EXPECT_TRUE(judged(keys, run_printing({"a sits", "b sits", "a leaves", "b leaves", "open", "closed"})).empty());
  const Finding finding = found(keys, run_printing({"open", "a sits", "closed"}));
  EXPECT_EQ(finding.message.id, "check.intervals.together");
  EXPECT_EQ(finding.where.line, 102);
  EXPECT_EQ(finding.related.at(0).where.line, 101);
  EXPECT_FALSE(judged(keys, run_printing({"a sits", "open"})).empty());
}

}  // namespace
}  // namespace threadmark::check
