// Lays grades out as CTRF tests.
#include "grader/report/ctrf_report.hpp"

#include <array>
#include <cmath>

#include "grader/formats/json/json.hpp"
#include "grader/report/cases.hpp"
#include "grader/report/escape.hpp"

namespace threadmark::report {
namespace {

using json::Array;
using json::Object;
using json::Value;

/// In the order of CaseState.
constexpr std::array<std::string_view, 4> statuses = {"passed", "failed", "skipped", "other"};

Value test_value(const Case& one, const Graded& graded, const Style& style) {
  const Grade& grade = graded.grade;
  Object test{{"name", one.title},
              {"status", statuses[static_cast<std::size_t>(one.state)]},
              {"duration", 0},
              {"suite", Array{log_line(grade.lesson), log_line(grade.submission)}},
              {"rawStatus", one.synthetic ? name_of(grade.verdict) : statuses[static_cast<std::size_t>(one.state)]},
              {"testId", log_line(grade.lesson + "/" + grade.submission + "/" + one.id)},
              {"tags", Array{log_line(grade.lesson)}}};
  if (!one.message.empty()) test.emplace_back("message", one.message);
  if (one.state == CaseState::failed || one.state == CaseState::error)
    test.emplace_back("trace", case_text(one, graded, style));
  if (!one.where.file.empty()) test.emplace_back("filePath", log_line(one.where.file));
  if (one.where.line > 0) test.emplace_back("line", one.where.line);
  Object extra{{"check", log_line(one.id)}, {"bonus", one.bonus}};
  if (grade.verdict != Verdict::grader_error) {
    extra.emplace_back("points", one.points);
    extra.emplace_back("max_points", one.max_points);
  }
  test.emplace_back("extra", std::move(extra));
  return test;
}

/// What a test cannot hold: the verdict and the score of a submission.
Value submission_value(const Grade& grade) {
  return Object{{"lesson", log_line(grade.lesson)},
                {"submission", log_line(grade.submission)},
                {"verdict", name_of(grade.verdict)},
                {"score", grade.score ? Value(*grade.score) : Value()},
                {"max_score", grade.max_score}};
}

}  // namespace

std::string ctrf_grades(std::span<const Graded> graded, const Style& style) {
  std::array<long, 4> counts{};
  Array tests;
  Array submissions;
  double duration = 0;
  for (const Graded& one : graded) {
    duration += std::max(0.0, one.grade.duration_ms);
    submissions.push_back(submission_value(one.grade));
    for (const Case& test : cases_of(one.grade, Implied::all, style)) {
      ++counts[static_cast<std::size_t>(test.state)];
      tests.push_back(test_value(test, one, style));
    }
  }
  const long stop = std::lround(duration);
  Object summary{{"tests", static_cast<long>(tests.size())},
                 {"passed", counts[0]},
                 {"failed", counts[1]},
                 {"skipped", counts[2]},
                 {"pending", 0},
                 {"other", counts[3]},
                 {"suites", static_cast<long>(graded.size())},
                 {"start", 0},
                 {"stop", stop},
                 {"duration", stop}};
  Object results{{"tool", Object{{"name", "threadmark"}, {"version", THREADMARK_VERSION}}},
                 {"summary", std::move(summary)},
                 {"tests", std::move(tests)},
                 {"extra", Object{{"submissions", std::move(submissions)}}}};
  return json::write(Object{{"reportFormat", "CTRF"},
                            {"specVersion", "0.0.0"},
                            {"generatedBy", "threadmark"},
                            {"results", std::move(results)}}) +
         "\n";
}

}  // namespace threadmark::report
