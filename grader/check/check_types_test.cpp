// Tests of the types of checks about lines and values: count, exact, values, captures, invariant.
#include <gtest/gtest.h>

#include "grader/check/check_testing.hpp"

namespace threadmark::check {
namespace {

using Ids = std::vector<std::string>;

TEST(CountCheck, TellsWhatWasExpectedAndSeenAtTheLineThatIsTooMuch) {
  Checks checks = checks_of(
      "lines: {start: '<name:alex|bob> start'}\n"
      "checks: [{id: c, type: count, counts: {'start[name=alex]': 1}}]\n");
  const Finding many = only_finding(checks, "c", run_printing({"alex start", "bob start", "alex start"}));
  EXPECT_EQ(many.kind, FindingKind::extra_output);
  EXPECT_EQ(many.message.args.at("what"), "alex start");
  EXPECT_EQ(many.message.args.at("expected"), "1");
  EXPECT_EQ(many.message.args.at("seen"), "2");
  EXPECT_EQ(many.where.line, 103);
  ASSERT_EQ(many.related.size(), 1U);
  EXPECT_EQ(many.related[0].where.line, 101);
  const Finding few = only_finding(checks, "c", run_printing({"bob start"}));
  EXPECT_EQ(few.kind, FindingKind::missing_output);
  EXPECT_EQ(few.where.line, 0);
}

TEST(CountCheck, BoundsMayBeRangesAndExpressions) {
  Checks checks = checks_of(R"(
lines: {a: a, b: b}
cases: [{id: default, vars: {N: 2}}]
checks:
  - {id: range, type: count, counts: {a: {min: 1, max: 2}}}
  - {id: least, type: count, counts: {a: {min: 1}}}
  - {id: as-many, type: count, counts: {a: 'count(b)'}}
  - {id: of-case, type: count, counts: {a: 'min(case.N, 10)'}}
  - {id: none, type: count, counts: {a: 0}}
)");
  EXPECT_EQ(ids(checks, "range", run_printing({"a", "a", "a"})), Ids{"check.count.too-many"});
  EXPECT_EQ(only_finding(checks, "range", run()).message.args.at("expected"), "1–2");
  EXPECT_EQ(only_finding(checks, "least", run()).message.args.at("expected"), "≥ 1");
  EXPECT_TRUE(ids(checks, "least", run_printing({"a", "a", "a"})).empty());
  EXPECT_TRUE(ids(checks, "as-many", run_printing({"a", "b"})).empty());
  EXPECT_EQ(ids(checks, "as-many", run_printing({"b"})), Ids{"check.count.too-few"});
  EXPECT_TRUE(ids(checks, "of-case", run_printing({"a", "a"})).empty());
  EXPECT_EQ(only_finding(checks, "none", run_printing({"a"})).where.line, 101);
}

class ExactCheckTest : public testing::Test {
 protected:
  Checks checks = checks_of(R"(
checks:
  - {id: given, type: exact, lines: [one, two, three]}
  - {id: any, type: exact, lines: [one, two, two], order: any}
)");
};

TEST_F(ExactCheckTest, TheLinesAsGivenAreRight) {
  EXPECT_TRUE(ids(checks, "given", run_printing({"one", "two", "three"})).empty());
}

TEST_F(ExactCheckTest, TellsTheFirstDifference) {
  const Finding wrong = only_finding(checks, "given", run_printing({"one", "2", "three"}));
  EXPECT_EQ(wrong.message.id, "check.exact.wrong");
  EXPECT_EQ(wrong.kind, FindingKind::wrong_output);
  EXPECT_EQ(wrong.message.args.at("expected"), "two");
  EXPECT_EQ(wrong.message.args.at("seen"), "2");
  EXPECT_EQ(wrong.where.line, 102);
  EXPECT_EQ(ids(checks, "given", run_printing({"one", "three", "two"})), Ids{"check.exact.order"});
  EXPECT_EQ(ids(checks, "given", run_printing({"one", "three"})), Ids{"check.exact.left-out"});
  EXPECT_EQ(ids(checks, "given", run_printing({"one", "x", "two", "three"})), Ids{"check.exact.extra"});
  EXPECT_EQ(ids(checks, "given", run_printing({"one", "two", "three", "four"})), Ids{"check.exact.extra"});
  EXPECT_EQ(only_finding(checks, "given", run_printing({"one"})).kind, FindingKind::missing_output);
}

TEST_F(ExactCheckTest, ACutShortRunLacksNothing) {
  EXPECT_TRUE(ids(checks, "given", run_printing({"one"}).stopped()).empty());
  EXPECT_TRUE(ids(checks, "given", run_printing({"one"}).partial("tw").stopped()).empty());
  EXPECT_EQ(ids(checks, "given", run_printing({"two"}).stopped()), Ids{"check.exact.left-out"});
}

TEST_F(ExactCheckTest, TheLastLineNeedsItsNewline) {
  EXPECT_EQ(ids(checks, "given", run_printing({"one", "two"}).partial("three")), Ids{"check.output.no-newline"});
}

TEST_F(ExactCheckTest, InAnyOrderOnlyNumbersMatter) {
  EXPECT_TRUE(ids(checks, "any", run_printing({"two", "one", "two"})).empty());
  EXPECT_EQ(ids(checks, "any", run_printing({"two", "one"})), Ids{"check.exact.missing"});
  EXPECT_EQ(ids(checks, "any", run_printing({"two", "one", "two", "one"})), Ids{"check.exact.extra"});
  EXPECT_EQ(ids(checks, "any", run_printing({"two", "one", "too"})), Ids{"check.exact.wrong"});
}

class ValuesCheckTest : public testing::Test {
 protected:
  Checks checks = checks_of(R"(
lines: {n: 'n <i:int>', word: 'say <w>'}
cases: [{id: default, vars: {N: 3}}]
checks:
  - {id: once, type: values, of: n.i, range: [0, 'case.N - 1']}
  - {id: least, type: values, of: n.i, are: [1, 2], each: at-least-once}
  - {id: words, type: values, of: word.w, are: [red, red, green]}
)");
};

TEST_F(ValuesCheckTest, EachValueOnceInAnyOrder) {
  EXPECT_TRUE(ids(checks, "once", run_printing({"n 2", "n 0", "n 01"})).empty());
  const Finding twice = only_finding(checks, "once", run_printing({"n 2", "n 0", "n 1", "n 0"}));
  EXPECT_EQ(twice.message.id, "check.values.twice");
  EXPECT_EQ(twice.kind, FindingKind::invariant_violation);
  EXPECT_EQ(twice.where.line, 104);
  EXPECT_EQ(twice.related.at(0).where.line, 102);
  EXPECT_EQ(ids(checks, "once", run_printing({"n 2", "n 0", "n 7"})), Ids{"check.values.unexpected"});
  const Finding missing = only_finding(checks, "once", run_printing({"n 2"}));
  EXPECT_EQ(missing.message.id, "check.values.missing");
  EXPECT_EQ(missing.message.args.at("values"), "0, 1");
  EXPECT_TRUE(ids(checks, "once", run_printing({"n 2"}).stopped()).empty());
}

TEST_F(ValuesCheckTest, AtLeastOnceAllowsRepetition) {
  EXPECT_TRUE(ids(checks, "least", run_printing({"n 2", "n 1", "n 2"})).empty());
  EXPECT_EQ(ids(checks, "least", run_printing({"n 2", "n 2"})), Ids{"check.values.missing"});
  EXPECT_EQ(ids(checks, "least", run_printing({"n 3"})), Ids{"check.values.unexpected"});
}

TEST_F(ValuesCheckTest, AListMayNameAValueSeveralTimes) {
  EXPECT_TRUE(ids(checks, "words", run_printing({"say red", "say green", "say red"})).empty());
  EXPECT_EQ(ids(checks, "words", run_printing({"say red", "say green"})), Ids{"check.values.missing"});
  EXPECT_EQ(ids(checks, "words", run_printing({"say red", "say green", "say green"})), Ids{"check.values.twice"});
}

class CapturesCheckTest : public testing::Test {
 protected:
  Checks checks = checks_of(R"(
lines: {main: 'main <pid:int>', info: '<name> <pid:int> <ppid:int>'}
checks:
  - {id: equal, type: captures, equal: [[main.pid, info.ppid]]}
  - {id: distinct, type: captures, distinct: [info.pid, main.pid]}
  - {id: apart, type: captures, distinct: [[info.pid], [info.name]]}
  - {id: is, type: captures, is: {info.pid: '@pid', info.ppid: '@ppid'}}
)");
};

TEST_F(CapturesCheckTest, ValuesThatAreNamedTogetherAgree) {
  EXPECT_TRUE(ids(checks, "equal", run_printing({"main 1000", "a 1001 1000", "b 1002 1000"})).empty());
  const Finding unequal = only_finding(checks, "equal", run_printing({"main 1000", "a 1001 1000", "b 1002 1"}));
  EXPECT_EQ(unequal.kind, FindingKind::wrong_output);
  EXPECT_EQ(unequal.where.line, 103);
  EXPECT_EQ(unequal.message.args.at("value"), "1");
  EXPECT_EQ(unequal.message.args.at("expected"), "1000");
  EXPECT_EQ(unequal.related.at(0).where.line, 101);
  EXPECT_TRUE(ids(checks, "equal", run()).empty());
}

TEST_F(CapturesCheckTest, ValuesThatMustDifferDo) {
  EXPECT_TRUE(ids(checks, "distinct", run_printing({"main 1", "a 2 1", "b 3 1"})).empty());
  EXPECT_EQ(ids(checks, "distinct", run_printing({"main 1", "a 2 1", "b 2 1"})), Ids{"check.captures.same"});
  EXPECT_EQ(ids(checks, "distinct", run_printing({"main 1", "a 1 1"})), Ids{"check.captures.same"});
  EXPECT_TRUE(ids(checks, "apart", run_printing({"7 1 1", "1 7 1"})).empty());
}

TEST_F(CapturesCheckTest, WhatIsPrintedIsWhatTheSystemSays) {
  RunBuilder right = run();
  EXPECT_TRUE(ids(checks, "is", right.task(2, 2).line("a 1001 1000")).empty());
  RunBuilder wrong = run();
  const Finding untrue = only_finding(checks, "is", wrong.task(2, 2).line("a 1000 1000"));
  EXPECT_EQ(untrue.message.id, "check.captures.untrue");
  EXPECT_EQ(untrue.message.args.at("expected"), "1001");
}

TEST_F(CapturesCheckTest, WhatABackendDoesNotKnowIsNotHeldAgainstAnybody) {
  threadmark::Run native = run().line("a 5 4").time(TimeMode::real);
  native.events[0].pid = 0;
  EXPECT_TRUE(ids(checks, "is", native).empty());
}

class InvariantCheckTest : public testing::Test {
 protected:
  Checks checks = checks_of(R"(
lines: {made: 'made <item>', ate: 'ate <item>', balance: 'balance <b:int>'}
checks:
  - {id: kept, type: invariant, that: ['count(made) == count(ate)', 'distinct(ate.item) == count(ate)']}
  - {id: zero, type: invariant, that: 'last(balance.b) == 0'}
)");
};

TEST_F(InvariantCheckTest, HoldsWhenAllExpressionsAreTrue) {
  EXPECT_TRUE(ids(checks, "kept", run_printing({"made x", "ate x"})).empty());
}

TEST_F(InvariantCheckTest, TellsTheExpressionAndItsValues) {
  const Finding broken = only_finding(checks, "kept", run_printing({"made x"}));
  EXPECT_EQ(broken.message.id, "check.invariant.broken");
  EXPECT_EQ(broken.message.args.at("values"), "count(made) = 1, count(ate) = 0");
  EXPECT_EQ(broken.kind, FindingKind::invariant_violation);
  const Finding zero = only_finding(checks, "zero", run_printing({"balance 700", "balance 5"}));
  EXPECT_EQ(zero.where.line, 102);
}

TEST_F(InvariantCheckTest, WithoutAValueItDoesNotHold) {
  EXPECT_EQ(ids(checks, "zero", run()), Ids{"check.invariant.no-value"});
}

TEST_F(InvariantCheckTest, SaysNothingAboutCutShortRuns) {
  EXPECT_TRUE(ids(checks, "kept", run_printing({"made x"}).stopped()).empty());
  EXPECT_TRUE(ids(checks, "zero", run_printing({"balance 5"}).stopped()).empty());
}

TEST(ParameterProblems, AreToldForEachType) {
  const auto problem = [](const std::string& check) {
    const auto all = problems_of("lines: {n: 'n <i:int> <w>'}\nchecks:\n  - {id: c, " + check + "}\n");
    return all.size() == 1 ? all.front().substr(all.front().find(": ") + 2) : "none or several";
  };
  EXPECT_EQ(problem("type: count, counts: [n]"), "`counts` is a map of SELECTOR: N, such as {start: 3}");
  EXPECT_EQ(problem("type: count, counts: {n: {most: 3}}"), "unknown key `most`; its keys are `min`, `max`");
  EXPECT_EQ(problem("type: exact, lines: x"), "`lines` is a list of the lines that are printed");
  EXPECT_EQ(problem("type: exact, lines: [x], order: anny"),
            "`anny` is none of `as-given`, `any`; did you mean `any`?");
  EXPECT_EQ(problem("type: values, of: n.i"), "a check of type `values` needs either `are: [ … ]` or `range: [a, b]`");
  EXPECT_EQ(problem("type: values, of: n.i, range: [1]"), "`range` is [FIRST, LAST], both included");
  EXPECT_EQ(problem("type: values, of: n, are: [1]"), "here a field is needed: SELECTOR.FIELD, such as info.pid");
  EXPECT_EQ(problem("type: captures"), "a check of type `captures` needs `equal`, `distinct` or `is`");
  EXPECT_EQ(problem("type: captures, is: {n.i: '@pdi'}"), "`n` has no field `@pdi`; did you mean `@pid`?");
  EXPECT_EQ(problem("type: order"),
            "a check of type `order` needs `first`, `last`, `before`, `increasing`, `sequence`, "
            "`alternate` or `contiguous`");
  EXPECT_EQ(problem("type: order, before: [n]"), "here two selectors are expected: [FIRST, SECOND]");
  EXPECT_EQ(problem("type: order, increasing: n.w"), "`w` is no integer, so it cannot be increasing");
  EXPECT_EQ(problem("type: order, contiguous: n"), "`contiguous` needs `per: FIELD`, which tells the groups apart");
  EXPECT_EQ(problem("type: intervals, begin: n, end: n"),
            "a check of type `intervals` needs `max`, `reach` or `never-with`");
  EXPECT_EQ(problem("type: intervals, begin: n, max: 1"), "here the key `end` is needed");
  EXPECT_EQ(problem("type: duration"), "a check of type `duration` needs `under-ms` or `at-least-ms`");
  EXPECT_EQ(problem("type: duration, under-ms: 5, time: any"),
            "durations are judged under `time: exact` only: a sleep may last any time longer otherwise");
  EXPECT_EQ(problem("type: processes"),
            "a check of type `processes` needs `children`, `threads`, `all-reaped: true` or `none-left: true`");
  EXPECT_EQ(problem("type: processes, all-reaped: yes"), "here `true` or `false` is expected");
  EXPECT_EQ(problem("type: detector, kinds: [data-rase]"),
            "`data-rase` is no kind of finding; did you mean `data-race`?");
  EXPECT_EQ(problem("type: detector, kinds: [lock-order]"), "`lock-order` fails no check");
  EXPECT_EQ(problem("type: detector, kinds: [leak], when: sometimes"),
            "a `detector` check holds in all schedules; leave out `when: sometimes`");
  EXPECT_EQ(problem("type: source"), "a check of type `source` needs `must-use` or `must-not-use`");
  EXPECT_EQ(problem("type: invariant, that: '1 +'"),
            "here a number, a name or `(` is expected, not the end of the expression");
  EXPECT_EQ(
      problem("type: exit, status: five"),
      "`five` means nothing here; count events with `count(SELECTOR)`, name a case's variable `case.NAME`, and put "
      "spaces around `-`");
}

}  // namespace
}  // namespace threadmark::check
