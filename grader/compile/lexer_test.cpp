// Tests of the lexer on what students and attackers write.
#include "grader/compile/lexer.hpp"

#include <gtest/gtest.h>

namespace threadmark::compile {
namespace {

std::string spelled(std::string_view text) {
  std::string all;
  for (const Token& token : lex(text).tokens)
    all += (all.empty() ? "" : " ") + token.text;
  return all;
}

TEST(Lexer, SplitsTokens) {
  EXPECT_EQ(spelled("std::atomic<int> n{0};n+=1'000;"), "std :: atomic < int > n { 0 } ; n += 1'000 ;");
  EXPECT_EQ(spelled("a->b...c<=>d 1.5e+3f .5"), "a -> b ... c <=> d 1.5e+3f .5");
}

TEST(Lexer, LeavesCommentsOut) {
  EXPECT_EQ(spelled("a/* b */c// d\ne /* f"), "a c e");
}

TEST(Lexer, KeepsStringsWhole) {
  EXPECT_EQ(lex(R"x(f("a \" // b", 'c', R"--(d " // e)--", u8"g"))x").tokens.size(), 10U);
  EXPECT_EQ(spelled("\"open\nx"), "\"open x");
}

TEST(Lexer, JoinsContinuedLinesAndKeepsTheirNumbers) {
  const LexedFile file = lex("vola\\\ntile int x;\nint y;");
  EXPECT_EQ(file.tokens[0].text, "volatile");
  EXPECT_EQ(file.tokens[0].line, 1);
  EXPECT_EQ(file.tokens[4].line, 3);
  EXPECT_EQ(spelled("// comment \\\nstill comment\nx"), "x");
}

TEST(Lexer, ReadsDirectivesApart) {
  const LexedFile file = lex("#include <mutex> // why\n# define M mutex /* x */ y\nint a;\n#pragma once\n");
  ASSERT_EQ(file.directives.size(), 3U);
  EXPECT_EQ(file.directives[0].rest, "<mutex>");
  EXPECT_EQ(file.directives[1].rest, "M mutex   y");
  EXPECT_EQ(file.directives[2].tokens_before, 3U);
  EXPECT_EQ(spelled("#include <mutex>\n#define M mutex\n"), "M mutex");
}

TEST(Lexer, LeavesOutWhatIsNeverCompiled) {
  EXPECT_EQ(spelled("#if 0\nbad\n#if 1\nbad\n#else\nbad\n#endif\nbad\n#else\ngood\n#endif\nend"), "good end");
  EXPECT_EQ(spelled("#if 0\nbad"), "");
}

TEST(Lexer, SurvivesAnything) {
  for (const char* text :
       {"", "\\", "'", "\"\\", "R\"", "R\"(", "/*", "#", "#if 0", "\xff\xfe\x00", "0x", "1'", "%:%:"})
    lex(text);
  EXPECT_EQ(spelled("\xEF\xBB\xBFint x;\r\n"), "int x ;");
  EXPECT_EQ(spelled("int größe = 1;"), "int größe = 1 ;");
}

}  // namespace
}  // namespace threadmark::compile
