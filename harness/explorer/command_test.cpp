// Commands: what is read, and what is refused.
#include "harness/explorer/command.hpp"

#include <string>

#include <gtest/gtest.h>

namespace threadmark::explorer {
namespace {

bool read(std::string line, Command& command) {
  static std::string kept;  // the command's texts refer to it
  kept = std::move(line);
  const char* problem = nullptr;
  return read_command(kept.data(), kept.size(), command, problem);
}

TEST(Command, ReadsNumbersWordsAndEscapedText) {
  Command command;
  ASSERT_TRUE(
      read("explore unit=Suite.With%20space seed=7 from=3 to=9 time=both until=any all=1 files=a%2Cb,c", command));
  EXPECT_EQ(command.verb, Verb::explore);
  EXPECT_EQ(command.unit, "Suite.With space");
  EXPECT_EQ(command.seed, 7U);
  EXPECT_EQ(command.from, 3U);
  EXPECT_EQ(command.to, 9U);
  EXPECT_EQ(command.time, trace::TimeMode::both);
  EXPECT_EQ(command.until, Until::any);
  EXPECT_EQ(command.all, 1U);
  EXPECT_EQ(command.files, "a%2Cb,c") << "parts of lists keep their escapes";
}

TEST(Command, HasDefaults) {
  Command command;
  ASSERT_TRUE(read("replay choices=AAA", command));
  EXPECT_EQ(command.unit, "main");
  EXPECT_EQ(command.steps, 100'000U);
  EXPECT_EQ(command.detail, trace::Detail::observable);
}

TEST(Command, RefusesWhatItDoesNotKnow) {
  Command command;
  for (const char* line :
       {"", "explode", "explore colour=red", "explore seed=minus", "explore seed=", "explore time=soon",
        "explore unit=%4", "explore unit=%zz", "explore seed", "replay seed=123456789012345678901"})
    EXPECT_FALSE(read(line, command)) << line;
}

}  // namespace
}  // namespace threadmark::explorer
