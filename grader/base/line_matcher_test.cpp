// Tests of the patterns of output lines.
#include "grader/base/line_matcher.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace threadmark {
namespace {

using Values = std::vector<std::string_view>;

Values values_of(std::string_view pattern, std::string_view line) {
  const auto matcher = LineMatcher::compile(pattern);
  if (!matcher) return {"(no pattern)"};
  Values values;
  return matcher->match(line, values) ? values : Values{"(no match)"};
}

PatternProblem problem_of(std::string_view pattern) {
  const auto matcher = LineMatcher::compile(pattern);
  return matcher ? PatternProblem{} : matcher.error();
}

TEST(LineMatcher, CapturesWordsAndIntegers) {
  EXPECT_EQ(values_of("main <pid:int>", "main 1000"), Values{"1000"});
  EXPECT_EQ(values_of("<name> <age:int>", "alex -84"), (Values{"alex", "-84"}));
  EXPECT_EQ(values_of("main <pid:int>", "main x"), Values{"(no match)"});
}

TEST(LineMatcher, MatchesTheWholeLine) {
  EXPECT_EQ(values_of("done", "done "), Values{"(no match)"});
  EXPECT_EQ(values_of("done", " done"), Values{"(no match)"});
  EXPECT_EQ(values_of("done", "done"), Values{});
}

TEST(LineMatcher, TakesWordsWithoutWhiteSpaceOnly) {
  EXPECT_EQ(values_of("<x>", "a b"), Values{"(no match)"});
  EXPECT_EQ(values_of("<x>", ""), Values{"(no match)"});
}

TEST(LineMatcher, TakesTextUpToTheEnd) {
  EXPECT_EQ(values_of("log <rest:text>", "log a b c"), Values{"a b c"});
  EXPECT_EQ(values_of("log <rest:text>", "log "), Values{""});
}

TEST(LineMatcher, TakesOneOfTheWords) {
  EXPECT_EQ(values_of("<name:alex|taibai> start", "taibai start"), Values{"taibai"});
  EXPECT_EQ(values_of("<name:alex|taibai> start", "wusir start"), Values{"(no match)"});
  EXPECT_EQ(values_of("<x:a.c|b>", "abc"), Values{"(no match)"});
}

TEST(LineMatcher, TakesEverythingElseLiterally) {
  EXPECT_EQ(values_of(R"({"count":<count:int>})", R"({"count":3})"), Values{"3"});
  EXPECT_EQ(values_of(R"(\<a> .* <b>)", "<a> .* x"), Values{"x"});
  EXPECT_EQ(values_of(R"(a\b)", R"(a\b)"), Values{});
}

TEST(LineMatcher, MatchesBytesThatAreNotUtf8) {
  EXPECT_EQ(values_of("got <x>", "got \xff\x80"), Values{"\xff\x80"});
}

TEST(LineMatcher, NamesItsCaptures) {
  const auto matcher = LineMatcher::compile("<name:a|b> <n:int>");
  ASSERT_TRUE(matcher);
  ASSERT_EQ(matcher->captures().size(), 2u);
  EXPECT_EQ(matcher->captures()[0].kind, CaptureKind::choice);
  EXPECT_EQ(matcher->captures()[0].choices, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(matcher->index_of("n"), 1);
  EXPECT_EQ(matcher->index_of("x"), -1);
}

TEST(LineMatcher, SaysWhereAPatternIsWrong) {
  EXPECT_EQ(problem_of("abc <x").offset, 4u);
  EXPECT_NE(problem_of("abc <x").message.find("closes"), std::string::npos);
  EXPECT_NE(problem_of("<x> <x>").message.find("twice"), std::string::npos);
  EXPECT_NE(problem_of("<x:number>").message.find("no kind of place"), std::string::npos);
  EXPECT_NE(problem_of("<x:text> end").message.find("up to the end"), std::string::npos);
  EXPECT_NE(problem_of("<x:a||b>").message.find("empty"), std::string::npos);
  EXPECT_NE(problem_of("<>").message.find("no name"), std::string::npos);
  EXPECT_NE(problem_of("<x:>").message.find("after `:`"), std::string::npos);
}

TEST(LineMatcher, MatchesInLinearTimeWhatMakesBacktrackersHang) {
  const auto matcher = LineMatcher::compile("<a><b><c><d><e><f><g><h>!");
  ASSERT_TRUE(matcher);
  const std::string line(100000, 'a');
  Values values;
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(matcher->match(line, values));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

}  // namespace
}  // namespace threadmark
