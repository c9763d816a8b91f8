// Replay tokens: what is printed is read back, and nothing else is taken for one.
#include "grader/pipeline/replay_token.hpp"

#include <gtest/gtest.h>

namespace threadmark::pipeline {
namespace {

ReplayToken example() {
  return {.lesson = "bounded-queue",
          .case_id = "default",
          .unit = "Queue.KeepsOrder/0",
          .time = TimeMode::any,
          .source_hash = "0123abcd",
          .lesson_hash = "4567abcd",
          .toolchain_hash = "89abcdef",
          .version = "0.1.0",
          .choices = "AbC-_12"};
}

TEST(ReplayTokens, AreReadBackAsTheyWere) {
  const auto read = read_token(print_token(example()));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, example());
}

TEST(ReplayTokens, SayWhatIsWrongWithThem) {
  for (const std::string text : {"", "tm1", "tm2:0.1.0:a:b:c:any:d:e:f:g", "tm1:0.1.0:a:b:c:soon:d:e:f:g",
                                 "tm1:0.1.0:a:b:c:any:d:e:f:g:h", "tm1:0.1.0:a:b:c:any:d:e:f:\x1b[31m"}) {
    const auto read = read_token(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().kind, ErrorKind::input);
  }
  EXPECT_FALSE(read_token("tm1:" + std::string(100000, 'a')));
}

TEST(ReplayTokens, HashesAreShortAndDiffer) {
  EXPECT_EQ(short_hash("a").size(), 8u);
  EXPECT_NE(short_hash("a"), short_hash("b"));
}

}  // namespace
}  // namespace threadmark::pipeline
