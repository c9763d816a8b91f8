// Tests of the checks about the run itself: duration, exit, processes, tests, detector, source, checker.
#include <gtest/gtest.h>

#include "grader/check/check_testing.hpp"

namespace threadmark::check {
namespace {

using Ids = std::vector<std::string>;

class DurationCheckTest : public testing::Test {
 protected:
  Checks checks = checks_of(R"(
lines: {a: a, b: b}
checks:
  - {id: under, type: duration, under-ms: 2000}
  - {id: least, type: duration, at-least-ms: 1000}
  - {id: between, type: duration, from: a, to: b, under-ms: 500}
)");
};

TEST_F(DurationCheckTest, TheWholeRunIsMeasured) {
  EXPECT_TRUE(ids(checks, "under", run().takes_ms(1999)).empty());
  const Finding slow = only_finding(checks, "under", run().takes_ms(2000));
  EXPECT_EQ(slow.kind, FindingKind::not_concurrent);
  EXPECT_EQ(slow.message.args.at("took"), "2000");
  EXPECT_EQ(only_finding(checks, "least", run().takes_ms(999)).kind, FindingKind::order_violation);
  EXPECT_TRUE(ids(checks, "least", run().takes_ms(1000)).empty());
}

TEST_F(DurationCheckTest, OrTheTimeFromTheFirstToTheLastEvent) {
  RunBuilder seen = run().takes_ms(9000);
  seen.at_ms(100).line("a").at_ms(200).line("a").at_ms(300).line("b").at_ms(599).line("b");
  EXPECT_TRUE(ids(checks, "between", seen).empty());
  EXPECT_EQ(only_finding(checks, "between", seen.at_ms(600).line("b")).where.line, 105);
  EXPECT_TRUE(ids(checks, "between", run_printing({"a"})).empty());
}

TEST_F(DurationCheckTest, OnlyExactTimeCounts) {
  EXPECT_TRUE(ids(checks, "under", run().takes_ms(5000).time(TimeMode::any)).empty());
  EXPECT_TRUE(ids(checks, "under", run().takes_ms(5000).time(TimeMode::real)).empty());
}

TEST_F(DurationCheckTest, ACutShortRunCanTakeTooLongButNotTooShort) {
  EXPECT_EQ(ids(checks, "under", run().takes_ms(5000).stopped()), Ids{"check.duration.too-long"});
  EXPECT_TRUE(ids(checks, "least", run().takes_ms(1).stopped()).empty());
}

TEST(ExitCheck, TheStatusIsAsTheContractSays) {
  Checks checks = checks_of("checks: [{id: e, type: exit, status: 2}]\n");
  EXPECT_TRUE(ids(checks, "e", run().exit(2)).empty());
  const Finding finding = only_finding(checks, "e", run().exit(0));
  EXPECT_EQ(finding.kind, FindingKind::wrong_exit);
  EXPECT_EQ(finding.message.args.at("seen"), "0");
  EXPECT_EQ(only_finding(checks, "e", run().killed(15)).message.id, "check.exit.signal");
  EXPECT_TRUE(ids(checks, "e", run().stopped()).empty());
}

TEST(ExitCheck, OneCauseIsToldOnce) {
  Checks checks = checks_of("checks: []\n");
  EXPECT_TRUE(ids(checks, "exit-status", run().killed(11).finding(FindingKind::crash)).empty());
  EXPECT_TRUE(ids(checks, "exit-status", run().exit(1).test("A", "B", false, "x")).empty());
  EXPECT_EQ(ids(checks, "exit-status", run().exit(1)), Ids{"check.exit.status"});
  EXPECT_EQ(ids(checks, "exit-status", run().exit(1).test("A", "B", true)), Ids{"check.exit.status"});
}

TEST(ProcessesCheck, CountsChildrenAndThreads) {
  Checks checks = checks_of(R"(
checks:
  - {id: p, type: processes, children: 2}
  - {id: t, type: processes, threads: {max: 1}}
)");
  RunBuilder seen = run();
  seen.event(EventKind::process_start, 1001);
  const Finding few = only_finding(checks, "p", seen);
  EXPECT_EQ(few.kind, FindingKind::invariant_violation);
  EXPECT_EQ(few.message.args.at("seen"), "1");
  seen.event(EventKind::process_start, 1002);
  EXPECT_TRUE(ids(checks, "p", seen).empty());
  seen.event(EventKind::process_start, 1003);
  EXPECT_EQ(only_finding(checks, "p", seen).where.line, 103);
  EXPECT_EQ(ids(checks, "p", seen.stopped()), Ids{"check.processes.children"});
  EXPECT_TRUE(ids(checks, "t", run().event(EventKind::thread_start)).empty());
  EXPECT_EQ(ids(checks, "t", run().event(EventKind::thread_start).event(EventKind::thread_start)),
            Ids{"check.processes.threads"});
}

class TestsCheckTest : public testing::Test {
 protected:
  Checks checks = checks_of(R"(
kind: component
checks:
  - {id: queue, type: tests, names: [Queue.Fifo, Order.*], points: 3}
  - {id: exact, type: tests, names: [Time.Waits], time: exact, finding: order-violation}
)");
};

TEST_F(TestsCheckTest, AFailedTestIsPlacedAtTheStudentsLine) {
  const Finding finding = only_finding(checks, "queue", run().test("Queue", "Fifo", false, "1 is not 2"));
  EXPECT_EQ(finding.kind, FindingKind::test_failure);
  EXPECT_EQ(finding.message.args.at("test"), "Queue.Fifo");
  EXPECT_EQ(finding.message.args.at("message"), "1 is not 2");
  EXPECT_EQ(finding.where, (Location{"solution.hpp", 5}));
  EXPECT_EQ(finding.related.at(0).where, (Location{"driver.cpp", 50}));
}

TEST_F(TestsCheckTest, AnExceptionHasNoPlaceInTheDriver) {
  threadmark::Run thrown = run().test("Queue", "Fifo", false, "C++ exception");
  thrown.tests.at(0).driver = {"", -1};
  EXPECT_TRUE(only_finding(checks, "queue", thrown).related.empty());
}

TEST_F(TestsCheckTest, EachTestBelongsToTheCheckThatNamesItOrToTheRest) {
  EXPECT_TRUE(ids(checks, "all-tests", run().test("Queue", "Fifo", false, "x")).empty());
  EXPECT_TRUE(ids(checks, "queue", run().test("Other", "One", false, "x")).empty());
  EXPECT_EQ(ids(checks, "all-tests", run().test("Other", "One", false, "x")), Ids{"check.tests.failed"});
  EXPECT_EQ(ids(checks, "queue", run().test("Order", "Any", false, "x")), Ids{"check.tests.failed"});
}

TEST_F(TestsCheckTest, TimeAndKindOfTheSpecAreKept) {
  EXPECT_EQ(only_finding(checks, "exact", run().test("Time", "Waits", false, "x")).kind, FindingKind::order_violation);
  const threadmark::Run late = run().test("Time", "Waits", false, "x").time(TimeMode::any);
  EXPECT_TRUE(ids(checks, "exact", late).empty());
  EXPECT_TRUE(ids(checks, "all-tests", late).empty());
}

TEST_F(TestsCheckTest, ATestThatWasCutShortHasNotFailed) {
  EXPECT_TRUE(
      ids(checks, "queue", run().test("Queue", "Fifo", false).finding(FindingKind::deadlock).stopped()).empty());
  EXPECT_EQ(ids(checks, "queue", run().test("Queue", "Fifo", false)), Ids{"check.tests.not-run"});
  EXPECT_EQ(ids(checks, "queue", run().test("Queue", "Fifo", false, "x").stopped()), Ids{"check.tests.failed"});
}

TEST_F(TestsCheckTest, PassesOnlyWhenEveryNameWasSeen) {
  checks.observe(run().test("Queue", "Fifo", true));
  EXPECT_EQ(outcome(checks, "queue").status, CheckStatus::skipped);
  EXPECT_EQ(outcome(checks, "queue").reason->args.at("test"), "Order.*");
  checks.observe(run().test("Order", "One", true));
  EXPECT_EQ(outcome(checks, "queue").status, CheckStatus::passed);
}

TEST_F(TestsCheckTest, TheRestOfNoTestsPasses) {
  checks.observe(run().test("Queue", "Fifo", true));
  EXPECT_EQ(outcome(checks, "all-tests").status, CheckStatus::passed);
}

TEST(DetectorCheck, FailsForTheRuntimesFindingsOfItsKinds) {
  Checks checks = checks_of("checks: [{id: d, type: detector, kinds: [data-race]}]\n");
  EXPECT_TRUE(ids(checks, "d", run()).empty());
  EXPECT_EQ(only_finding(checks, "d", run().finding(FindingKind::data_race)).where.line, 7);
  EXPECT_TRUE(ids(checks, "d", run().finding(FindingKind::data_race, Severity::warning)).empty());
}

TEST(DetectorCheck, ACutShortRunIsAsGoodAsAnother) {
  Checks checks = checks_of("checks: []\n");
  checks.observe(run().finding(FindingKind::deadlock).stopped());
  EXPECT_EQ(outcome(checks, "no-data-race").status, CheckStatus::passed);
  EXPECT_EQ(outcome(checks, "no-deadlock").status, CheckStatus::failed);
}

std::vector<SourceToken> tokens(const std::string& source) {
  std::vector<SourceToken> all;
  std::string word;
  int line = 1;
  const auto end_word = [&] {
    if (!word.empty()) all.push_back({word, {"solution.cpp", line}});
    word.clear();
  };
  for (const char c : source) {
    if (c == ' ' || c == '\n') end_word();
    if (c == '\n') ++line;
    if (c != ' ' && c != '\n') word.push_back(c);
  }
  end_word();
  return all;
}

/// The outcome's message ids for a source whose tokens stand apart.
Ids source_ids(const std::string& keys, const std::string& source) {
  Checks checks = checks_of("checks: [{id: s, type: source, " + keys + "}]\n");
  checks.observe_source(tokens(source));
  Ids all;
  for (const Finding& finding : outcome(checks, "s").findings)
    all.push_back(finding.message.id);
  return all;
}

TEST(SourceCheck, FindsForbiddenTokensAtTheirLine) {
  Checks checks = checks_of("checks: [{id: s, type: source, must-not-use: [volatile, 'std::mutex']}]\n");
  EXPECT_EQ(outcome(checks, "s").status, CheckStatus::skipped);
  EXPECT_TRUE(checks.find("s")->decided());
  checks.observe_source(tokens("int x ;\nvolatile int y ;\n"));
  const CheckOutcome result = outcome(checks, "s");
  EXPECT_EQ(result.status, CheckStatus::failed);
  EXPECT_EQ(result.findings.at(0).kind, FindingKind::forbidden);
  EXPECT_EQ(result.findings.at(0).where, (Location{"solution.cpp", 2}));
  EXPECT_EQ(result.findings.at(0).check, "s");
}

TEST(SourceCheck, AQualifiedNameIsFoundHoweverItIsImported) {
  const std::string keys = "must-not-use: ['std::mutex']";
  EXPECT_EQ(source_ids(keys, "std :: mutex m ;"), Ids{"check.source.must-not-use"});
  EXPECT_EQ(source_ids(keys, "using namespace std ;\nmutex m ;"), Ids{"check.source.must-not-use"});
  EXPECT_EQ(source_ids(keys, "using namespace std ;\nlock_guard < mutex > g ( m ) ;"),
            Ids{"check.source.must-not-use"});
  EXPECT_EQ(source_ids(keys, "using std :: mutex ;"), Ids{"check.source.must-not-use"});
}

TEST(SourceCheck, ANameOfTheStudentsOwnIsNotTheLibrarys) {
  const std::string keys = "must-not-use: ['std::mutex', 'std::barrier']";
  EXPECT_TRUE(source_ids(keys, "class mutex { } ; mutex m ;").empty());
  EXPECT_TRUE(source_ids(keys, "using namespace std ;\nclass barrier { } ;").empty());
  EXPECT_TRUE(source_ids(keys, "using namespace std ;\nint mutex = 0 ; mutex ++ ; x . mutex = 1 ;").empty());
  EXPECT_TRUE(source_ids(keys, "std :: mutex_like m ;").empty());
}

TEST(SourceCheck, OneOfTheNeededTokensIsEnough) {
  const std::string keys = "must-use: ['std::jthread', pthread_create]";
  EXPECT_TRUE(source_ids(keys, "std :: jthread t ;").empty());
  EXPECT_TRUE(source_ids(keys, "using namespace std ; jthread t ;").empty());
  EXPECT_TRUE(source_ids(keys, "pthread_create ( ) ;").empty());
  EXPECT_EQ(source_ids(keys, "std :: thread t ;"), Ids{"check.source.must-use"});
}

class CheckerCheckTest : public testing::Test {
 protected:
  Checks with_answer(const std::string& answer) {
    MakeOptions options;
    options.ask_checker = [this, answer](const std::string& program, const std::string& trace) -> Result<std::string> {
      asked_ = program;
      trace_ = trace;
      return answer;
    };
    auto made = make_checks(lesson_of("lines: {a: 'a <w:text>'}\n"
                                      "cases: [{id: default, vars: {N: 3}}]\n"
                                      "checks: [{id: c, type: checker, program: checker.cpp}]\n"),
                            options);
    EXPECT_TRUE(made);
    return std::move(*made);
  }

  std::string asked_;
  std::string trace_;
};

TEST_F(CheckerCheckTest, HandsOverTheTraceAndTakesFindings) {
  Checks checks = with_answer("finding invariant-violation 1 the sum is 7\nabsent missing-output no result\ndone\n");
  threadmark::Run seen = run_printing({"a b%c"}).driver("enter", 5).schedule(3).takes_ms(2);
  const auto findings = checks.find("c")->judge(seen);
  EXPECT_EQ(asked_, "checker.cpp");
  EXPECT_EQ(trace_,
            "threadmark-trace 1\nunit default\ncase default\nvar N 3\nschedule 3\ntime exact\nexit status 0\n"
            "cut-short no\nvirtual-ns 2000000\n"
            "event 1 line 1 1 1000 999 0 0 a a%20b%25c\n"
            "event 2 driver 1 1 1000 999 0 5 enter -\n"
            "end\n");
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].kind, FindingKind::invariant_violation);
  EXPECT_EQ(findings[0].message.args.at("text"), "the sum is 7");
  EXPECT_EQ(findings[0].where.line, 101);
  EXPECT_EQ(findings[1].kind, FindingKind::missing_output);
  EXPECT_EQ(checks.find("c")->judge(seen).size(), 2U);
  seen.exit.ended = false;
  EXPECT_EQ(checks.find("c")->judge(seen).size(), 1U);
  EXPECT_FALSE(checks.trouble());
}

TEST_F(CheckerCheckTest, WhatIsNotInTheFormatIsTheLessonsTroubleAndNoFinding) {
  for (const char* answer : {"", "finding crash 1 x\n", "finding nonsense 1 x\ndone\n", "finding crash 99 x\ndone\n",
                             "finding crash x\ndone\n", "hello\ndone\n"}) {
    Checks checks = with_answer(answer);
    checks.observe(run_printing({"a b"}));
    EXPECT_TRUE(checks.trouble()) << answer;
    EXPECT_NE(outcome(checks, "c").status, CheckStatus::failed) << answer;
  }
}

TEST_F(CheckerCheckTest, WithoutAnybodyToRunItThereIsTrouble) {
  Checks checks = checks_of("checks: [{id: c, type: checker, program: checker.cpp}]\n");
  checks.observe(run());
  EXPECT_TRUE(checks.trouble());
}

}  // namespace
}  // namespace threadmark::check
