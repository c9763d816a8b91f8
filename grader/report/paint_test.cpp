// Tests of colours, wrapping and safe pieces of text.
#include "grader/report/paint.hpp"

#include <gtest/gtest.h>

namespace threadmark::report {
namespace {

TEST(Paint, ColoursOnlyWhenAsked) {
  EXPECT_EQ(Paint(true)(Tone::bad, "x"), "\x1b[31mx\x1b[0m");
  EXPECT_EQ(Paint(false)(Tone::bad, "x"), "x");
  EXPECT_EQ(Paint(true)(Tone::plain, "x"), "x");
}

TEST(Paragraph, BreaksAtBlanksAndIndents) {
  EXPECT_EQ(paragraph("  - ", "one two three four five six seven", 24),
            "  - one two three four\n"
            "    five six seven\n");
}

TEST(Paragraph, KeepsNewlinesAndLongWords) {
  EXPECT_EQ(paragraph("", "a\nb", 40), "a\nb\n");
  EXPECT_EQ(paragraph("", std::string(30, 'x') + " y", 20), std::string(30, 'x') + "\ny\n");
  EXPECT_EQ(paragraph("x ", "", 40), "x\n");
}

TEST(Paragraph, MakesTextSafe) {
  EXPECT_EQ(paragraph("", "a\x1b[0m", 40), "a\\x1b[0m\n");
}

TEST(Number, HasNoNeedlessDigits) {
  EXPECT_EQ(number(4), "4");
  EXPECT_EQ(number(2.5), "2.5");
  EXPECT_EQ(number(0.1 + 0.2), "0.3");
}

}  // namespace
}  // namespace threadmark::report
