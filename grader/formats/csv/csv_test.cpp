// Tests of reading and writing CSV.
#include "grader/formats/csv/csv.hpp"

#include <gtest/gtest.h>

namespace threadmark::csv {
namespace {

TEST(Csv, QuotesWhatNeedsIt) {
  EXPECT_EQ(write({{"name", "score"}, {"Doe, \"J\"", "4.5"}, {"two\nlines", ""}}),
            "name,score\r\n\"Doe, \"\"J\"\"\",4.5\r\n\"two\nlines\",\r\n");
}

TEST(Csv, DisarmsFormulas) {
  EXPECT_EQ(write({{"=cmd|' /C calc'!A0"}}), "\"'=cmd|' /C calc'!A0\"\r\n");
  EXPECT_EQ(write({{"@x", "+1+1", "-x", "\tx"}}), "\"'@x\",\"'+1+1\",\"'-x\",\"'\tx\"\r\n");
  EXPECT_EQ(write({{"-1.5", "+2"}}), "-1.5,+2\r\n");
  EXPECT_EQ(write({{"\n=x", " =x", "\uff1dx"}}), "\"'\n=x\",\"' =x\",\"'\uff1dx\"\r\n");
}

TEST(Csv, ReplacesInvalidUtf8) {
  EXPECT_EQ(write({{"\xff"}}), "\xef\xbf\xbd\r\n");
}

TEST(Csv, ReadsBothKindsOfLineEndsAndAByteOrderMark) {
  const auto rows = read("\xef\xbb\xbfname,score\r\nalice,\"1,5\"\n\"a \"\"b\"\"\",\n");
  ASSERT_TRUE(rows);
  EXPECT_EQ(*rows, (std::vector<Row>{{"name", "score"}, {"alice", "1,5"}, {"a \"b\"", ""}}));
}

TEST(Csv, ReadsALastLineWithoutItsEnd) {
  EXPECT_EQ(*read("a,b"), (std::vector<Row>{{"a", "b"}}));
  EXPECT_EQ(*read(""), std::vector<Row>{});
  EXPECT_EQ(*read("\"\""), (std::vector<Row>{{""}}));
}

TEST(Csv, NamesTheLineOfAnOpenQuote) {
  const auto rows = read("a\n\"b\nc\n");
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().message, "line 2: a quote is not closed");
}

}  // namespace
}  // namespace threadmark::csv
