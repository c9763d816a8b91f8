// Tests of making students' text harmless.
#include "grader/base/safe_text.hpp"

#include <gtest/gtest.h>

namespace threadmark {
namespace {

TEST(ValidUtf8, KeepsWhatIsValid) {
  EXPECT_EQ(valid_utf8("plain, größer, 太白, 🙂"), "plain, größer, 太白, 🙂");
}

TEST(ValidUtf8, ReplacesBrokenOverlongAndSurrogateSequences) {
  EXPECT_EQ(valid_utf8("a\xff!"), "a\xef\xbf\xbd!");
  EXPECT_EQ(valid_utf8("\xc0\xaf"), "\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(valid_utf8("\xed\xa0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(valid_utf8("\xe4\xbd"), "\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(valid_utf8("\xf5\x80\x80\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

TEST(TerminalSafe, ShowsEscapeSequencesInsteadOfSendingThem) {
  EXPECT_EQ(terminal_safe("\x1b[31mred\x1b[0m\a"), "\\x1b[31mred\\x1b[0m\\x07");
  EXPECT_EQ(terminal_safe("\xc2\x9b"
                          "31m"),
            "\\u009b31m");
  EXPECT_EQ(terminal_safe("a\rb\x7f"), "a\\x0db\\x7f");
}

TEST(TerminalSafe, ShowsBidirectionalOverridesAndInvisibleCharacters) {
  EXPECT_EQ(terminal_safe("\u202eevil\u202c\u2066x\u2069\u200b\u2028"),
            "\\u202eevil\\u202c\\u2066x\\u2069\\u200b\\u2028");
  EXPECT_EQ(terminal_safe("\U000e0041"), "\\U000e0041");
}

TEST(TerminalSafe, ShowsBytesThatAreNoText) {
  EXPECT_EQ(terminal_safe(std::string_view("\xff\0", 2)), "\\xff\\x00");
}

TEST(TerminalSafe, TreatsNewlinesAsAsked) {
  EXPECT_EQ(terminal_safe("a\nb\tc"), "a\\nb c");
  EXPECT_EQ(terminal_safe("a\nb", Newlines::keep), "a\nb");
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("größer"), 6u);
  EXPECT_EQ(display_width("太白"), 4u);
  EXPECT_EQ(display_width("e\u0301"), 1u);
}

TEST(Shortened, CutsToTheWidth) {
  EXPECT_EQ(shortened("abcdef", 6), "abcdef");
  EXPECT_EQ(shortened("abcdef", 4), "abc…");
  EXPECT_EQ(shortened("太白太白", 4), "太…");
  EXPECT_EQ(shortened("abc", 0), "");
}

}  // namespace
}  // namespace threadmark
