// Shrinking finds the few choices that matter; the text of choices reads back as written.
#include "harness/trace/shrink.hpp"

#include <functional>
#include <set>

#include <gtest/gtest.h>

namespace threadmark::trace {
namespace {

std::vector<Choice> many_choices(std::size_t count) {
  std::vector<Choice> choices;
  for (std::size_t i = 0; i < count; ++i)
    choices.push_back({.tick = 3 * i + 7,
                       .from = static_cast<std::uint16_t>(i % 5),
                       .to = static_cast<std::uint16_t>((i + 1) % 5),
                       .how = static_cast<std::uint8_t>(i % 4 == 3 ? 1 : 0)});
  return choices;
}

std::string shrink_while(const std::vector<Choice>& choices,
                         const std::function<bool(const std::vector<Choice>&)>& fails, std::size_t tries) {
  Shrinker shrinker(text_of(choices), tries);
  while (const auto proposal = shrinker.next())
    shrinker.tell(fails(*choices_of(*proposal)));
  return shrinker.best();
}

bool has(const std::vector<Choice>& choices, const Choice& wanted) {
  return std::find(choices.begin(), choices.end(), wanted) != choices.end();
}

TEST(Shrinker, KeepsExactlyTheChoicesThatAreNeeded) {
  const auto choices = many_choices(100);
  const auto fails = [&](const std::vector<Choice>& some) { return has(some, choices[13]) && has(some, choices[77]); };
  const std::string best = shrink_while(choices, fails, 1000);
  EXPECT_EQ(*choices_of(best), (std::vector<Choice>{choices[13], choices[77]}));
}

TEST(Shrinker, FindsThatNoChoiceIsNeeded) {
  EXPECT_EQ(shrink_while(
                many_choices(50), [](const auto&) { return true; }, 10),
            no_choices);
}

TEST(Shrinker, KeepsAllWhenAllAreNeeded) {
  const auto choices = many_choices(9);
  EXPECT_EQ(shrink_while(
                choices, [&](const auto& some) { return some.size() == choices.size(); }, 1000),
            text_of(choices));
}

TEST(Shrinker, StopsAfterItsTries) {
  std::size_t runs = 0;
  shrink_while(
      many_choices(100),
      [&](const auto&) {
        ++runs;
        return false;
      },
      25);
  EXPECT_EQ(runs, 25U);
}

TEST(Shrinker, TakesTheShorterScheduleThatTheRunReallyMade) {
  const auto choices = many_choices(40);
  Shrinker shrinker(text_of(choices), 1);
  ASSERT_TRUE(shrinker.next().has_value());
  shrinker.tell(true, text_of({}));
  EXPECT_EQ(shrinker.size(), 0U);
}

TEST(ChoicesText, ReadsBackWhatWasWritten) {
  auto choices = many_choices(300);
  choices[5].is_value = true;
  choices[5].to = choices[5].from;
  choices[5].how = 0;
  choices[5].value = 12;
  choices[6].tick = 1;  // ticks of different tasks need no order
  EXPECT_EQ(*choices_of(text_of(choices)), choices);
  EXPECT_EQ(*choices_of(no_choices), std::vector<Choice>());
}

TEST(ChoicesText, AFewSwitchesAreAFewCharacters) {
  EXPECT_LE(text_of(many_choices(20)).size(), 100U);
}

TEST(ChoicesText, RefusesWhatIsNoListOfChoices) {
  for (const char* text : {"", "A", "AA", "A!A", "AAA.", "gggggggggggggggggggggggg", "AAA AAA", "zzz"})
    EXPECT_FALSE(choices_of(text).has_value()) << text;
}

}  // namespace
}  // namespace threadmark::trace
