// Lays grades out as suites and test cases.
#include "grader/report/junit_report.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "grader/formats/xml/xml.hpp"
#include "grader/report/cases.hpp"
#include "grader/report/escape.hpp"
#include "grader/report/paint.hpp"

namespace threadmark::report {
namespace {

using xml::Element;

enum class Dialect { xunit, gitlab };

std::string seconds(double milliseconds) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3f", std::max(0.0, milliseconds) / 1000);
  return text.data();
}

/// Jenkins and GitLab take dots in a class name for packages.
std::string class_name(const Grade& grade) {
  const auto without_dots = [](std::string text) {
    std::replace(text.begin(), text.end(), '.', '_');
    return text;
  };
  return without_dots(log_line(grade.lesson)) + "." + without_dots(log_line(grade.submission));
}

Element outcome(const char* element, const Case& one, const Graded& graded, const Style& style) {
  return {element, {{"type", one.kind}, {"message", one.message}}, case_text(one, graded, style), {}};
}

Element test_case(const Case& one, const Graded& graded, Dialect dialect, const Style& style) {
  Element test{"testcase", {}, "", {}};
  test.attributes = {
      {"name", one.title + " (" + log_line(one.id) + ")"}, {"classname", class_name(graded.grade)}, {"time", "0.000"}};
  if (dialect == Dialect::gitlab) {
    const bool has_place = !one.where.file.empty();
    const std::string first = graded.grade.files.empty() ? std::string() : graded.grade.files.front();
    const std::string file = log_line(has_place ? one.where.file : first);
    if (!file.empty()) test.attributes.emplace_back("file", file);
    if (has_place && one.where.line > 0) test.attributes.emplace_back("line", std::to_string(one.where.line));
  }
  switch (one.state) {
    case CaseState::passed:
      break;
    case CaseState::failed:
      test.children.push_back(outcome("failure", one, graded, style));
      break;
    case CaseState::error:
      test.children.push_back(outcome("error", one, graded, style));
      break;
    case CaseState::skipped:
      // The reason is the element's text: older schemas know no attribute here, and all readers show the text.
      test.children.push_back({"skipped", {}, one.message, {}});
      break;
  }
  return test;
}

Element properties(const Grade& grade) {
  Element all{"properties", {}, "", {}};
  const auto add = [&](const char* name, const std::string& value) {
    all.children.push_back({"property", {{"name", name}, {"value", log_line(value)}}, "", {}});
  };
  add("verdict", std::string(name_of(grade.verdict)));
  if (grade.score) add("score", number(*grade.score));
  add("max_score", number(grade.max_score));
  add("sandbox", grade.sandbox);
  add("seed", std::to_string(grade.seed));
  add("toolchain", grade.toolchain);
  add("sha256", grade.sha256);
  return all;
}

std::string count_of(const std::vector<Case>& cases, CaseState state) {
  return std::to_string(std::count_if(cases.begin(), cases.end(), [&](const Case& one) { return one.state == state; }));
}

Element suite(const Graded& graded, Dialect dialect, const Style& style) {
  const Grade& grade = graded.grade;
  const std::vector<Case> cases = cases_of(grade, Implied::all, style);
  Element made{"testsuite", {}, "", {}};
  made.attributes = {{"name", log_line(grade.lesson) + ": " + log_line(grade.submission)},
                     {"tests", std::to_string(cases.size())},
                     {"failures", count_of(cases, CaseState::failed)},
                     {"errors", count_of(cases, CaseState::error)},
                     {"skipped", count_of(cases, CaseState::skipped)},
                     {"time", seconds(grade.duration_ms)}};
  made.children.push_back(properties(grade));
  for (const Case& one : cases)
    made.children.push_back(test_case(one, graded, dialect, style));
  const std::string notes = verdict_text(grade, style) + "\n" + notes_text(grade, style);
  made.children.push_back({"system-out", {}, notes, {}});
  return made;
}

std::string document(std::span<const Graded> graded, Dialect dialect, const Style& style) {
  Element root{"testsuites", {{"name", "threadmark"}}, "", {}};
  for (const Graded& one : graded)
    root.children.push_back(suite(one, dialect, style));
  return xml::write(root);
}

}  // namespace

std::string junit_grades(std::span<const Graded> graded, const Style& style) {
  return document(graded, Dialect::xunit, style);
}

std::string junit_gitlab_grades(std::span<const Graded> graded, const Style& style) {
  return document(graded, Dialect::gitlab, style);
}

}  // namespace threadmark::report
