// Lays a grade out as Gradescope's tests.
#include "grader/report/gradescope_report.hpp"

#include <algorithm>
#include <cmath>

#include "grader/formats/json/json.hpp"
#include "grader/report/cases.hpp"
#include "grader/report/escape.hpp"
#include "grader/report/finding_text.hpp"

namespace threadmark::report {
namespace {

using json::Array;
using json::Object;
using json::Value;

double seconds(double milliseconds) {
  return std::round(std::max(0.0, milliseconds)) / 1000;
}

Value test_value(const Case& one, const Graded& graded, const Style& style) {
  const bool passed = one.state == CaseState::passed;
  std::string name = one.title;
  if (one.bonus) name += " (" + say(style, "report.bonus") + ")";
  Object test{{"name", name}, {"name_format", "text"}};
  if (one.max_points > 0) {
    test.emplace_back("score", one.points);
    test.emplace_back("max_score", one.max_points);
  }
  test.emplace_back("status", passed ? "passed" : "failed");
  test.emplace_back("visibility", "visible");
  test.emplace_back("output_format", "text");
  if (one.state == CaseState::skipped)
    test.emplace_back("output", one.message);
  else if (!passed)
    test.emplace_back("output", case_text(one, graded, style));
  test.emplace_back("extra_data", Object{{"check", log_line(one.id)}, {"kind", one.kind}});
  return test;
}

}  // namespace

std::string gradescope_grades(std::span<const Graded> graded, const Style& style) {
  if (graded.empty()) return "{}\n";
  const Graded& one = graded.front();
  const Grade& grade = one.grade;
  Object extra{{"verdict", name_of(grade.verdict)}, {"lesson", log_line(grade.lesson)}, {"sandbox", grade.sandbox}};
  if (!grade.score) {
    extra.emplace_back("problem", log_line(grade.problem));
    return json::write(Object{{"output", say(style, "formats.gradescope.not-graded")},
                              {"output_format", "text"},
                              {"visibility", "visible"},
                              {"stdout_visibility", "hidden"},
                              {"extra_data", std::move(extra)}}) +
           "\n";
  }
  Array tests;
  for (const Case& test : cases_of(grade, Implied::broken, style))
    tests.push_back(test_value(test, one, style));
  return json::write(Object{{"score", *grade.score},
                            {"execution_time", seconds(grade.duration_ms)},
                            {"output", verdict_text(grade, style) + "\n" + notes_text(grade, style)},
                            {"output_format", "text"},
                            {"visibility", "visible"},
                            {"stdout_visibility", "hidden"},
                            {"extra_data", std::move(extra)},
                            {"tests", std::move(tests)}}) +
         "\n";
}

}  // namespace threadmark::report
