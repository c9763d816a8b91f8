// Tests of `.threadmark.yml`: what it may say, and every mistake with its place.
#include "grader/ci/settings.hpp"

#include <gtest/gtest.h>

namespace threadmark::ci {
namespace {

const std::vector<std::string> known = {"counter-race", "bank-transfer"};

std::string problems_of(std::string_view text) {
  return describe("f", read_settings(text, known).problems);
}

TEST(Settings, AreAllOptional) {
  const auto reading = read_settings("", known);
  EXPECT_TRUE(reading.problems.empty());
  EXPECT_EQ(reading.settings.fail_on, FailOn::failed);
  EXPECT_FALSE(reading.settings.pass_mark.has_value());
}

TEST(Settings, SayWhichPathIsWhichLesson) {
  const auto reading = read_settings(
      "lessons: {homework/one/: counter-race, ./two.cpp: bank-transfer}\nrequire: [counter-race]\n"
      "fail-on: never\npass-mark: 62.5\nexercises: course/lessons\n",
      known);
  EXPECT_EQ(describe("f", reading.problems), "");
  EXPECT_EQ(reading.settings.lessons,
            (std::map<std::string, std::string>{{"homework/one", "counter-race"}, {"two.cpp", "bank-transfer"}}));
  EXPECT_EQ(reading.settings.require, std::vector<std::string>{"counter-race"});
  EXPECT_EQ(reading.settings.fail_on, FailOn::never);
  EXPECT_EQ(reading.settings.pass_mark, 62.5);
  EXPECT_EQ(reading.settings.exercises, "course/lessons");
}

TEST(Settings, NameEveryMistakeWithLineAndColumn) {
  EXPECT_EQ(problems_of("fail_on: failed\npass-mark: 101\nlessons:\n  ../x: counter-race\n  y: counter-rase\n"),
            "f:1:1: unknown key `fail_on`; did you mean `fail-on`?\n"
            "f:2:12: `pass-mark` must be a number from 0 to 100 (percent of the points)\n"
            "f:4:3: `../x` is no path inside the repository\n"
            "f:5:6: there is no lesson `counter-rase`; did you mean `counter-race`?");
}

TEST(Settings, AreNoListAndNoAnchors) {
  EXPECT_EQ(problems_of("- a\n"), "f:1:1: the file must be a map (`key: value`)");
  EXPECT_NE(problems_of("a: &x 1\nb: *x\n"), "");
  EXPECT_NE(problems_of("pass-mark: nan\n"), "");
}

}  // namespace
}  // namespace threadmark::ci
