// Tests of escaping: one table of harmful texts for every kind of place.
#include "grader/report/escape.hpp"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "grader/base/safe_text.hpp"
#include "grader/report/sample_grades.hpp"

namespace threadmark::report {
namespace {

struct Sink {
  const char* name;
  std::string (*escape)(std::string_view text);
};

constexpr std::array<Sink, 9> sinks = {{{"log_line", log_line},
                                        {"markdown_line", markdown_line},
                                        {"markdown_cell", markdown_cell},
                                        {"markdown_code", markdown_code},
                                        {"mermaid_text", mermaid_text},
                                        {"tap_description", tap_description},
                                        {"yaml_scalar", yaml_scalar},
                                        {"sarif_message", sarif_message},
                                        {"uri_path", uri_path}}};

/// How often a command could begin in a text, as GitHub, Azure and TeamCity look for it.
bool has_command(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  return (first != std::string::npos && text.substr(first).starts_with("::")) ||
         text.find("##[") != std::string::npos || text.find("##vso[") != std::string::npos ||
         text.find("##teamcity[") != std::string::npos;
}

TEST(Escape, LeavesNothingThatControlsATerminalOrALog) {
  for (const Sink& sink : sinks) {
    for (const std::string& text : harmful_texts()) {
      const std::string safe = sink.escape(text);
      EXPECT_EQ(terminal_safe(safe, Newlines::keep), safe) << sink.name;
      if (std::string_view(sink.name) != "sarif_message") {
        EXPECT_EQ(safe.find('\n'), std::string::npos) << sink.name;
        EXPECT_FALSE(has_command(safe)) << sink.name << ": " << safe;
      }
    }
  }
}

TEST(Escape, KeepsOrdinaryTextAsItIs) {
  const std::string text = "Two threads read counter, then write it (twice)";
  for (const Sink& sink : sinks) {
    const std::string name = sink.name;
    if (name == "markdown_code" || name == "yaml_scalar" || name == "uri_path") continue;
    EXPECT_EQ(sink.escape(text), text) << name;
  }
  EXPECT_EQ(markdown_code(text), "`" + text + "`");
  EXPECT_EQ(yaml_scalar(text), "\"" + text + "\"");
  EXPECT_EQ(uri_path("src/solution.cpp"), "src/solution.cpp");
}

TEST(Escape, ShowsWorkflowCommandsAsText) {
  EXPECT_EQ(log_line("::error file=a::b"), "\\::error file=a::b");
  EXPECT_EQ(log_line("  ::set-output"), "  \\::set-output");
  EXPECT_EQ(log_line("a::b"), "a::b");
  EXPECT_EQ(log_line("x ##[group]y ##vso[task.complete]"), "x ##\\[group]y ##vso\\[task.complete]");
  EXPECT_EQ(log_block("a\n::error::b\n##[error]"), "a\n\\::error::b\n##\\[error]");
}

TEST(Escape, ShowsMarkdownAsText) {
  EXPECT_EQ(markdown_line("**a** _b_ <i> [x](y) # |"), "\\*\\*a\\*\\* \\_b\\_ \\<i\\> \\[x\\](y) \\# \\|");
  EXPECT_EQ(markdown_line("1. x"), "1\\. x");
  EXPECT_EQ(markdown_line("- x"), "\\- x");
  EXPECT_EQ(markdown_line("ask @ada about #12"), "ask @&#8288;ada about \\#&#8288;12");
  EXPECT_EQ(markdown_line("http://x www.x"), "http:&#8288;//x www&#8288;.x");
  EXPECT_EQ(markdown_line("&lt; $x$"), "\\&&#8288;lt; \\$&#8288;x\\$");
}

TEST(Escape, KeepsCodeSpansOfOurSentencesAndNothingOfTheirInside) {
  EXPECT_EQ(markdown_line("use `std::mutex` here"), "use `std::mutex` here");
  EXPECT_EQ(markdown_line("an odd ` one"), "an odd \\` one");
  EXPECT_EQ(markdown_line("a `` b"), "a \\`\\` b");
  EXPECT_EQ(markdown_cell("a | `x|y`"), "a \\| `x\\|y`");
  EXPECT_EQ(markdown_code("a`b"), "``a`b``");
  EXPECT_EQ(markdown_code("`"), "`` ` ``");
  EXPECT_EQ(markdown_code(""), "`  `");
  EXPECT_EQ(markdown_block("a\n```\nb\n", "sh"), "````sh\na\n```\nb\n````\n");
}

TEST(Escape, LeavesMermaidNoSyntax) {
  EXPECT_EQ(mermaid_text("a;b#c\n%%{init}"), "a#59;b#35;c#92;n#37;#37;#123;init#125;");
  EXPECT_EQ(mermaid_text("<b>&amp; \"x\""), "#60;b#62;#38;amp#59; #34;x#34;");
  EXPECT_EQ(mermaid_text("é太\U0001f4a9"), "#233;#22826;#128169;");
  for (const std::string& text : harmful_texts()) {
    // Only entity codes may hold `#` and `;`.
    std::string safe = mermaid_text(text);
    for (std::size_t at = safe.find('#'); at != std::string::npos; at = safe.find('#')) {
      const std::size_t end = safe.find(';', at);
      ASSERT_NE(end, std::string::npos);
      ASSERT_TRUE(std::all_of(safe.begin() + static_cast<long>(at) + 1, safe.begin() + static_cast<long>(end),
                              [](char c) { return c >= '0' && c <= '9'; }));
      safe.erase(at, end - at + 1);
    }
    EXPECT_EQ(safe.find_first_of(";#<>&\"{}%`|\\[]@"), std::string::npos) << safe;
  }
}

TEST(Escape, EscapesTapYamlSarifAndPaths) {
  EXPECT_EQ(tap_description("a # TODO b\\c"), "a \\# TODO b\\\\c");
  EXPECT_EQ(yaml_scalar("a\"b\\c\n"), "\"a\\\"b\\\\c\\\\n\"");
  EXPECT_EQ(sarif_message("{0} a[i]"), "{{0}} a[i]");
  EXPECT_EQ(sarif_message("[a](b)"), "\\[a\\](b)");
  EXPECT_EQ(uri_path("/a b/../c?d#e:f%"), "a%20b/c%3Fd%23e%3Af%25");
  EXPECT_EQ(uri_path("../../.."), "");
  EXPECT_EQ(uri_path("\xff"), "%FF");
}

}  // namespace
}  // namespace threadmark::report
