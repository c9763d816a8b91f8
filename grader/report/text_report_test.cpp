// Tests of results as text, in both voices.
#include "grader/report/text_report.hpp"

#include <gtest/gtest.h>

#include "grader/base/safe_text.hpp"
#include "grader/report/golden.hpp"
#include "grader/report/sample_grades.hpp"

namespace threadmark::report {
namespace {

std::string text_of(const Graded& graded, Voice voice, bool colour = false) {
  return text_grades({&graded, 1}, Style{words::Language::english, voice, colour, 100});
}

TEST(TextReport, TellsTheGraderCompactly) {
  expect_golden("failed-grade.txt", text_of(racy_grade(), Voice::grade));
  expect_golden("passed-grade.txt", text_of(passed_grade(), Voice::grade));
  expect_golden("unbuilt-grade.txt", text_of(unbuilt_grade(), Voice::grade));
  expect_golden("ungraded-grade.txt", text_of(ungraded_grade(), Voice::grade));
}

TEST(TextReport, SpeaksToTheStudent) {
  expect_golden("failed-check.txt", text_of(racy_grade(), Voice::check));
  expect_golden("passed-check.txt", text_of(passed_grade(), Voice::check));
  expect_golden("unbuilt-check.txt", text_of(unbuilt_grade(), Voice::check));
  expect_golden("ungraded-check.txt", text_of(ungraded_grade(), Voice::check));
}

TEST(TextReport, HasColoursWhenAsked) {
  EXPECT_EQ(text_of(racy_grade(), Voice::check).find('\x1b'), std::string::npos);
  EXPECT_NE(text_of(racy_grade(), Voice::check, true).find("\x1b[31m"), std::string::npos);
}

TEST(TextReport, SendsNothingOfTheStudentsToTheTerminal) {
  for (const Voice voice : {Voice::grade, Voice::check}) {
    const std::string text = text_of(hostile_grade(), voice);
    EXPECT_EQ(terminal_safe(text, Newlines::keep), text);
    EXPECT_EQ(text.find("\n::error::"), std::string::npos);
  }
}

TEST(TextReport, FitsIntoTheWidth) {
  const Graded graded = racy_grade();
  for (const int width : {60, 80, 100}) {
    const std::string text = text_grades({&graded, 1}, Style{words::Language::english, Voice::check, false, width});
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find('\n', begin);
      EXPECT_LE(display_width(text.substr(begin, end - begin)), static_cast<std::size_t>(width))
          << text.substr(begin, end - begin);
      begin = end + 1;
    }
  }
}

TEST(TextReport, TellsAnExploration) {
  Exploration exploration;
  exploration.program = "a.out";
  exploration.schedules = 12;
  exploration.exhaustive = true;
  EXPECT_EQ(text_exploration(exploration, {}),
            "a.out: All schedules that differ were tried (12): within its bounds this is proof, not a sample.\n"
            "Nothing wrong was found.\n");
  exploration.exhaustive = false;
  exploration.findings = {racy_grade().grade.findings.front()};
  expect_golden("exploration.txt", text_exploration(exploration, {}));
}

TEST(ReportSet, FindsFormatsByName) {
  ASSERT_NE(report_named("json"), nullptr);
  EXPECT_EQ(report_named("json")->name, "json");
  EXPECT_EQ(report_named("pdf"), nullptr);
}

}  // namespace
}  // namespace threadmark::report
