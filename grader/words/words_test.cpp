// Tests of filling in the places of sentences.
#include "grader/words/words.hpp"

#include <gtest/gtest.h>

namespace threadmark::words {
namespace {

TEST(Words, RendersAnEntryOfTheCatalogue) {
  EXPECT_EQ(render(Message{"report.verdict.build-error", {}}), "does not compile");
}

TEST(Words, FillsInPlaces) {
  EXPECT_EQ(render(Message{"report.score", {{"score", "4"}, {"max", "10"}}}), "4 of 10 points");
}

TEST(Words, ChoosesTheWordForOneAndForMany) {
  EXPECT_EQ(render(Message{"report.more-findings", {{"count", "1"}}}), "1 more finding");
  EXPECT_EQ(render(Message{"report.more-findings", {{"count", "12"}}}), "12 more findings");
}

TEST(Words, ChoosesByWhetherAnArgumentIsThere) {
  const char* id = "runtime.place.waits";
  EXPECT_EQ(render(Message{id, {{"task", "T2"}, {"object", "m"}}}), "T2 waits here for `m`");
  EXPECT_EQ(render(Message{id, {{"task", "T2"}, {"object", ""}}}), "T2 waits here");
  EXPECT_EQ(render(Message{id, {}}), "a task waits here");
}

TEST(WordsDeathTest, AbortsInTestsOnAnUnknownId) {
  setenv("THREADMARK_STRICT_WORDS", "1", 1);
  EXPECT_DEATH(render(Message{"report.no-such-thing", {}}), "no such entry");
}

TEST(WordsDeathTest, AbortsInTestsOnAMissingArgument) {
  setenv("THREADMARK_STRICT_WORDS", "1", 1);
  EXPECT_DEATH(render(Message{"report.score", {{"score", "4"}}}), "\"max\" is missing");
}

TEST(Words, ShowsIdAndArgumentsToUsersWhenTheCatalogueLacksAnEntry) {
  unsetenv("THREADMARK_STRICT_WORDS");
  EXPECT_EQ(render(Message{"report.no-such-thing", {{"a", "1"}, {"b", "2"}}}), "report.no-such-thing (a: 1, b: 2)");
  EXPECT_EQ(render(Message{"report.no-such-thing", {}}), "report.no-such-thing");
}

TEST(Words, FindsLanguagesByCode) {
  EXPECT_EQ(language_named("en"), Language::english);
  EXPECT_EQ(language_named("tlh"), std::nullopt);
}

}  // namespace
}  // namespace threadmark::words
