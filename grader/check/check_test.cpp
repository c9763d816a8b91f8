// Tests of what all checks have in common: the stream of runs, time modes, cut-short runs, sometimes, placing.
#include "grader/check/check.hpp"

#include <gtest/gtest.h>

#include "grader/check/check_testing.hpp"

namespace threadmark::check {
namespace {

constexpr const char* counting = R"(
lines: {a: 'a <n:int>', b: b}
checks:
  - {id: c, type: count, counts: {a: {min: 1, max: 2}}}
  - {id: b-first, type: order, before: [b, a]}
)";

TEST(Check, PassesWhenEveryRunHolds) {
  Checks checks = checks_of(counting);
  for (long i = 1; i <= 3; ++i)
    checks.observe(run_printing({"a 1"}).schedule(i));
  EXPECT_EQ(outcome(checks, "c").status, CheckStatus::passed);
  EXPECT_FALSE(checks.find("c")->decided());
  EXPECT_FALSE(checks.find("c")->first_failure());
}

TEST(Check, RemembersTheFirstRunThatBreaksItAndIsDecided) {
  Checks checks = checks_of(counting);
  checks.observe(run_printing({"a 1"}).schedule(1));
  checks.observe(run_printing({"a 1", "a 2", "a 3"}).schedule(2).time(TimeMode::any));
  EXPECT_TRUE(checks.find("c")->decided());
  checks.observe(run_printing({}).schedule(3));
  const CheckOutcome result = outcome(checks, "c");
  EXPECT_EQ(result.status, CheckStatus::failed);
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].message.id, "check.count.too-many");
  EXPECT_EQ(result.findings[0].check, "c");
  EXPECT_EQ(result.findings[0].backend, "explore");
  EXPECT_EQ(result.findings[0].first_schedule, 2);
  const auto& first = checks.find("c")->first_failure();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->schedule, 2);
  EXPECT_EQ(first->unit, "default");
  EXPECT_EQ(first->time, TimeMode::any);
  EXPECT_EQ(first->choices, "choices");
}

TEST(Check, NothingIsMissingFromARunThatWasCutShort) {
  Checks checks = checks_of(counting);
  EXPECT_TRUE(ids(checks, "c", run().stopped()).empty());
  EXPECT_TRUE(ids(checks, "c", run().killed(11)).empty());
  EXPECT_TRUE(ids(checks, "c", run().finding(FindingKind::deadlock)).empty());
  EXPECT_TRUE(ids(checks, "c", run().finding(FindingKind::orphan_process)).empty());
  EXPECT_EQ(ids(checks, "c", run()), std::vector<std::string>{"check.count.too-few"});
  EXPECT_EQ(ids(checks, "c", run().finding(FindingKind::data_race)), std::vector<std::string>{"check.count.too-few"});
}

TEST(Check, WhatACutShortRunDidPrintIsJudged) {
  Checks checks = checks_of(counting);
  EXPECT_EQ(ids(checks, "c", run_printing({"a 1", "a 2", "a 3"}).stopped()),
            std::vector<std::string>{"check.count.too-many"});
  EXPECT_EQ(ids(checks, "b-first", run_printing({"a 1", "b"}).stopped()),
            std::vector<std::string>{"check.order.too-early"});
}

TEST(Check, IsSkippedWhenNoRunGotToItsEnd) {
  Checks checks = checks_of(counting);
  checks.observe(run_printing({"a 1"}).finding(FindingKind::deadlock).stopped());
  const CheckOutcome result = outcome(checks, "c");
  EXPECT_EQ(result.status, CheckStatus::skipped);
  EXPECT_EQ(result.reason->id, "skipped.cut-short");
  checks.observe(run_printing({"a 1"}).schedule(2));
  EXPECT_EQ(outcome(checks, "c").status, CheckStatus::passed);
}

TEST(Check, IsSkippedWhenNoRunCouldJudgeIt) {
  Checks checks = checks_of("lines: {a: a}\nchecks: [{id: c, type: count, counts: {a: 1}, time: exact}]\n");
  checks.observe(run_printing({"a"}).time(TimeMode::real));
  checks.observe(run_printing({}).time(TimeMode::any));
  EXPECT_EQ(outcome(checks, "c").status, CheckStatus::skipped);
  EXPECT_EQ(outcome(checks, "c").reason->id, "skipped.no-run");
}

TEST(Check, LooksOnlyAtRunsUnderItsTime) {
  Checks checks = checks_of(R"(
lines: {a: a}
checks:
  - {id: exact, type: count, counts: {a: 1}, time: exact}
  - {id: any, type: count, counts: {a: 1}, time: any}
  - {id: both, type: count, counts: {a: 1}}
)");
  const auto looking = [&](TimeMode time) {
    std::string all;
    for (const char* id : {"exact", "any", "both"})
      if (!ids(checks, id, run().time(time)).empty()) all += std::string(id) + " ";
    return all;
  };
  EXPECT_EQ(looking(TimeMode::exact), "exact both ");
  EXPECT_EQ(looking(TimeMode::any), "any both ");
  EXPECT_EQ(looking(TimeMode::real), "both ");
}

TEST(Check, LooksOnlyAtItsCases) {
  Checks checks = checks_of(R"(
lines: {a: a}
cases: [{id: one}, {id: two}]
checks: [{id: c, type: count, counts: {a: 1}, cases: [two]}]
)");
  EXPECT_TRUE(ids(checks, "c", run().in_case("one")).empty());
  EXPECT_FALSE(ids(checks, "c", run().in_case("two")).empty());
}

TEST(Check, InComponentsCasesNameTests) {
  Checks checks = checks_of(R"(
kind: component
checks: [{id: c, type: count, counts: {driver.a: 1}, cases: [Queue.Fills, Order.*]}]
)");
  EXPECT_FALSE(ids(checks, "c", run().unit("Queue.Fills")).empty());
  EXPECT_FALSE(ids(checks, "c", run().unit("Order.Any")).empty());
  EXPECT_TRUE(ids(checks, "c", run().unit("Queue.Empties")).empty());
}

TEST(Check, TheKindCanBeReplacedButNotThatOfTheRuntimesFindings) {
  Checks checks = checks_of(R"(
lines: {a: a}
checks:
  - {id: c, type: count, counts: {a: 1}, finding: order-violation}
  - {id: d, type: detector, kinds: [data-race], finding: crash}
)");
  EXPECT_EQ(only_finding(checks, "c", run()).kind, FindingKind::order_violation);
  EXPECT_EQ(only_finding(checks, "d", run().finding(FindingKind::data_race)).kind, FindingKind::data_race);
}

constexpr const char* reaching = R"(
lines: {in: 'in <i:int>', out: 'out <i:int>'}
checks: [{id: r, type: intervals, begin: in, end: out, per: i, reach: 2, when: sometimes}]
)";

TEST(SometimesCheck, IsDecidedByTheFirstRunThatShowsIt) {
  Checks checks = checks_of(reaching);
  checks.observe(run_printing({"in 1", "out 1", "in 2", "out 2"}).schedule(1));
  EXPECT_FALSE(checks.find("r")->decided());
  EXPECT_TRUE(checks.find("r")->first_failure());
  checks.observe(run_printing({"in 1", "in 2", "out 1", "out 2"}).schedule(2));
  EXPECT_TRUE(checks.find("r")->decided());
  EXPECT_EQ(outcome(checks, "r").status, CheckStatus::passed);
  EXPECT_FALSE(checks.find("r")->first_failure());
  EXPECT_TRUE(outcome(checks, "r").findings.empty());
}

TEST(SometimesCheck, FailsOnlyWhenNoRunShowedItAndSaysHowManyWereTried) {
  Checks checks = checks_of(reaching);
  for (long i = 1; i <= 5; ++i)
    checks.observe(run_printing({"in 1", "out 1", "in 2", "out 2"}).schedule(i));
  const CheckOutcome result = outcome(checks, "r");
  EXPECT_EQ(result.status, CheckStatus::failed);
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].kind, FindingKind::not_concurrent);
  EXPECT_EQ(result.findings[0].first_schedule, 0);
  EXPECT_EQ(result.findings[0].related.back().message.args.at("schedules"), "5");
}

TEST(SometimesCheck, RemembersTheRunThatCameClosest) {
  Checks checks = checks_of(
      "lines: {in: 'in <i:int>', out: 'out <i:int>'}\n"
      "checks: [{id: r, type: intervals, begin: in, end: out, per: i, reach: 3, when: sometimes}]\n");
  checks.observe(run_printing({"in 1", "out 1"}).schedule(1));
  checks.observe(run_printing({"in 1", "in 2", "out 1"}).schedule(2));
  checks.observe(run_printing({"in 1", "in 2", "out 2"}).schedule(3));
  EXPECT_EQ(checks.find("r")->first_failure()->schedule, 2);
}

TEST(SometimesCheck, ARunThatWasCutShortCanShowItButNotRefuteIt) {
  Checks checks = checks_of(reaching);
  checks.observe(run_printing({"in 1"}).stopped());
  EXPECT_EQ(outcome(checks, "r").status, CheckStatus::skipped);
  EXPECT_EQ(outcome(checks, "r").reason->id, "skipped.cut-short");
  checks.observe(run_printing({"in 1", "in 2"}).stopped());
  EXPECT_EQ(outcome(checks, "r").status, CheckStatus::passed);
}

TEST(SometimesCheck, AnEmptyCutShortRunDoesNotShowThatSomethingHappened) {
  Checks checks = checks_of("lines: {a: a}\nchecks: [{id: c, type: count, counts: {a: 1}, when: sometimes}]\n");
  checks.observe(run().stopped());
  EXPECT_FALSE(checks.find("c")->decided());
}

TEST(Placing, TakesThePlacesOfAReplayThatShowsTheSame) {
  Checks checks = checks_of(counting);
  threadmark::Run bare = run_printing({"a 1", "a 2", "a 3"}).schedule(4);
  for (Event& event : bare.events)
    event.where = {};
  checks.observe(bare);
  EXPECT_EQ(outcome(checks, "c").findings[0].where.line, 0);
  EXPECT_TRUE(checks.find("c")->place(run_printing({"a 1", "a 2", "a 3"}).schedule(0)));
  const Finding placed = outcome(checks, "c").findings[0];
  EXPECT_EQ(placed.where, (Location{"solution.cpp", 103}));
  EXPECT_EQ(placed.step, 3);
  EXPECT_EQ(placed.first_schedule, 4);
}

TEST(Placing, RefusesAReplayThatShowsSomethingElse) {
  Checks checks = checks_of(counting);
  checks.observe(run_printing({"a 1", "a 2", "a 3"}));
  EXPECT_FALSE(checks.find("c")->place(run_printing({"a 1"})));
  EXPECT_FALSE(checks.find("c")->place(run()));
  EXPECT_EQ(outcome(checks, "c").findings[0].message.id, "check.count.too-many");
}

TEST(Placing, KeepsWhatASometimesCheckTried) {
  Checks checks = checks_of(reaching);
  checks.observe(run_printing({"in 1", "out 1", "in 2"}));
  EXPECT_TRUE(checks.find("r")->place(run_printing({"in 1", "out 1", "in 2"})));
  const Finding placed = outcome(checks, "r").findings[0];
  EXPECT_EQ(placed.where.line, 103);
  EXPECT_EQ(placed.related.back().message.id, "check.related.tried");
}

TEST(Shows, MeansTheSameCheckKindAndMessage) {
  Checks checks = checks_of(counting);
  const auto wanted = checks.find("c")->judge(run_printing({"a 1", "a 2", "a 3"}));
  EXPECT_TRUE(shows(checks.find("c")->judge(run_printing({"a 7", "a 8", "a 9", "a 9"})), wanted[0]));
  EXPECT_FALSE(shows(checks.find("c")->judge(run()), wanted[0]));
  EXPECT_FALSE(shows({}, wanted[0]));
}

}  // namespace
}  // namespace threadmark::check
