// Tests of expressions: what they are worth, and what is said about wrong ones.
#include "grader/check/expression.hpp"

#include <gtest/gtest.h>

#include "grader/check/check_testing.hpp"

namespace threadmark::check {
namespace {

class ExpressionTest : public testing::Test {
 protected:
  ExpressionTest()
      : lesson_(lesson_of("lines: {n: 'n = <value:int>', word: 'say <word>'}\n"
                          "cases: [{id: default, vars: {N: 20, WORD: hello}}]\n")),
        vocabulary_(lesson_, problems_) {}

  tl::expected<Expression, SpecProblem> parse(const std::string& text) {
    return Expression::parse(text, {1, 1}, ExpressionScope{vocabulary_, {&lesson_.cases.front()}});
  }

  /// The value over a run, as text; `?` and the part without a value where it has none.
  std::string value(const std::string& text, const threadmark::Run& run = RunBuilder()) {
    const auto parsed = parse(text);
    if (!parsed) return "problem: " + parsed.error().message;
    const Evaluation evaluation = parsed->evaluate(Observation(run, vocabulary_));
    return evaluation.value ? std::to_string(*evaluation.value) : "? " + evaluation.trouble;
  }

  std::string problem(const std::string& text) {
    const auto parsed = parse(text);
    if (parsed) return "no problem";
    return std::to_string(parsed.error().at.column) + " " + parsed.error().message;
  }

  std::vector<SpecProblem> problems_;
  Lesson lesson_;
  Vocabulary vocabulary_;
};

TEST_F(ExpressionTest, ArithmeticBindsAsInSchool) {
  EXPECT_EQ(value("1 + 2 * 3"), "7");
  EXPECT_EQ(value("(1 + 2) * 3"), "9");
  EXPECT_EQ(value("10 - 3 - 2"), "5");
  EXPECT_EQ(value("7 / 2 + 7 % 2"), "4");
  EXPECT_EQ(value("-3 + 5"), "2");
  EXPECT_EQ(value("2 - -3"), "5");
  EXPECT_EQ(value("min(3, 1, 2) + max(4, 9)"), "10");
}

TEST_F(ExpressionTest, ComparisonsBindLooserAndLogicLooserStill) {
  EXPECT_EQ(value("1 + 1 == 2"), "1");
  EXPECT_EQ(value("2 != 2"), "0");
  EXPECT_EQ(value("1 < 2 and 2 <= 2 and 3 > 2 and 2 >= 3"), "0");
  EXPECT_EQ(value("0 or not 0"), "1");
  EXPECT_EQ(value("not 1 == 2"), "1");
  EXPECT_EQ(value("1 == 1 or 1 / 0 == 1"), "1");
  EXPECT_EQ(value("1 == 2 and 1 / 0 == 1"), "0");
}

TEST_F(ExpressionTest, AggregatesLookAtTheEvents) {
  const RunBuilder seen = run_printing({"n = 4", "n = -1", "n = 4", "say hi"});
  EXPECT_EQ(value("count(n)", seen), "3");
  EXPECT_EQ(value("count(n[value=4])", seen), "2");
  EXPECT_EQ(value("sum(n.value)", seen), "7");
  EXPECT_EQ(value("first(n.value)", seen), "4");
  EXPECT_EQ(value("last( n.value )", seen), "4");
  EXPECT_EQ(value("smallest(n.value)", seen), "-1");
  EXPECT_EQ(value("largest(n.value)", seen), "4");
  EXPECT_EQ(value("distinct(n.value)", seen), "2");
  EXPECT_EQ(value("distinct(word.word)", seen), "1");
}

TEST_F(ExpressionTest, WithoutEventsThereIsNoFirstButACountOfNone) {
  EXPECT_EQ(value("count(n) + sum(n.value) + distinct(n.value)"), "0");
  EXPECT_EQ(value("first(n.value) == 0"), "? first(n.value)");
  EXPECT_EQ(value("smallest(n.value)"), "? smallest(n.value)");
}

TEST_F(ExpressionTest, CaseVariablesAndTheExitStatusAreNames) {
  EXPECT_EQ(value("case.N-1"), "19");
  EXPECT_EQ(value("case.N - count(n)"), "20");
  EXPECT_EQ(value("exit-status", run().exit(3)), "3");
  EXPECT_EQ(value("exit-status", run().stopped()), "? exit-status");
}

TEST_F(ExpressionTest, DivisionByZeroAndOverflowHaveNoValue) {
  EXPECT_EQ(value("1 / 0"), "? 1 / 0");
  EXPECT_EQ(value("1 % 0"), "? 1 % 0");
  EXPECT_EQ(value("9223372036854775807 + 1"), "? 9223372036854775807 + 1");
  EXPECT_EQ(value("9223372036854775807 * 2"), "? 9223372036854775807 * 2");
  EXPECT_EQ(value("sum(n.value)", run_printing({"n = 9223372036854775807", "n = 1"})), "? sum(n.value)");
  EXPECT_EQ(value("first(n.value)", run_printing({"n = 99999999999999999999"})), "? first(n.value)");
}

TEST_F(ExpressionTest, ExplainsWhatItsNamesAreWorth) {
  const auto parsed = parse("count(n) == case.N or count(n) == 1 + 1");
  ASSERT_TRUE(parsed);
  const RunBuilder seen = run_printing({"n = 1", "n = 2", "n = 3"});
  EXPECT_EQ(parsed->explain(Observation(seen, vocabulary_)), "count(n) = 3, case.N = 20");
}

TEST_F(ExpressionTest, ProblemsStandWhereTheyAre) {
  EXPECT_EQ(problem("1 +"), "4 here a number, a name or `(` is expected, not the end of the expression");
  EXPECT_EQ(problem("(1 + 2"), "7 here `)` is expected, not the end of the expression");
  EXPECT_EQ(problem("1 2"), "3 here an operator or the end is expected, not `2`");
  EXPECT_EQ(problem("1 & 2"), "3 here an operator or the end is expected, not `&`");
  EXPECT_EQ(problem("0 <= 1 <= 2"), "8 comparisons do not chain; write `a <= b and b <= c`");
  EXPECT_EQ(problem("coutn(n)"), "1 `coutn` means nothing here; did you mean `count`?");
  EXPECT_EQ(problem("count(m)"), "7 no events are called `m`; did you mean `n`?");
  EXPECT_EQ(problem("1 + sum(n.valeu)"), "11 `n` has no field `valeu`; did you mean `value`?");
  EXPECT_EQ(problem("sum(word.word)"), "5 `word` is no integer, so it has no sum(…)");
  EXPECT_EQ(problem("count(n"), "7 the `(` before this is not closed");
  EXPECT_EQ(problem("case.M == 1"), "1 the case `default` has no variable `M`; did you mean `N`?");
  EXPECT_EQ(problem("case.WORD"), "1 `WORD` of the case `default` is no integer");
  EXPECT_EQ(problem("99999999999999999999"), "1 this number is too large");
  EXPECT_EQ(problem(""), "1 here a number, a name or `(` is expected, not the end of the expression");
}

TEST_F(ExpressionTest, DeepNestingIsAProblemAndNoCrash) {
  EXPECT_EQ(value(std::string(50, '(') + "1" + std::string(50, ')')), "1");
  EXPECT_NE(problem(std::string(100000, '(')).find("nested too deeply"), std::string::npos);
  EXPECT_NE(problem(std::string(100000, '-') + "1").find("nested too deeply"), std::string::npos);
}

}  // namespace
}  // namespace threadmark::check
