// Lays a grade out as Exercism's tests.
#include "grader/report/exercism_report.hpp"

#include "grader/base/safe_text.hpp"
#include "grader/formats/json/json.hpp"
#include "grader/report/cases.hpp"
#include "grader/report/escape.hpp"

namespace threadmark::report {
namespace {

using json::Array;
using json::Object;
using json::Value;

/// The interface's bound on a message, in bytes; two are kept for the mark of the cut.
constexpr std::size_t most_message = 65535;

std::string bounded(std::string text) {
  if (text.size() <= most_message) return text;
  std::size_t end = most_message - 4;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
    --end;
  return text.substr(0, end) + "…\n";
}

/// The interface knows no skipped tests: what could not be judged is no pass.
Value test_value(const Case& one, const Graded& graded, const Style& style) {
  Object test{{"name", one.title}};
  switch (one.state) {
    case CaseState::passed:
      test.emplace_back("status", "pass");
      break;
    case CaseState::failed:
      test.emplace_back("status", "fail");
      test.emplace_back("message", bounded(case_text(one, graded, style)));
      break;
    case CaseState::skipped:
    case CaseState::error:
      test.emplace_back("status", "error");
      test.emplace_back("message", bounded(one.message));
      break;
  }
  return test;
}

}  // namespace

std::string exercism_grades(std::span<const Graded> graded, const Style& style) {
  if (graded.empty()) return "{}\n";
  const Graded& one = graded.front();
  const std::vector<Case> cases = cases_of(one.grade, Implied::broken, style);
  const bool passed = one.grade.verdict == Verdict::passed;
  if (!passed && one.grade.verdict != Verdict::failed) {
    const std::string words = cases.front().title + "\n\n" + case_text(cases.front(), one, style);
    return json::write(Object{{"version", 3}, {"status", "error"}, {"message", bounded(words)}, {"tests", Array{}}}) +
           "\n";
  }
  Array tests;
  for (const Case& test : cases)
    // With the verdict passed, only a bonus can be left over; `pass` promises that every test listed passed.
    if (!passed || test.state == CaseState::passed) tests.push_back(test_value(test, one, style));
  return json::write(Object{
             {"version", 3}, {"status", passed ? "pass" : "fail"}, {"message", Value()}, {"tests", std::move(tests)}}) +
         "\n";
}

}  // namespace threadmark::report
