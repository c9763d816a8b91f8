// Lays grades out as test points.
#include "grader/report/tap_report.hpp"

#include <algorithm>

#include "grader/report/cases.hpp"
#include "grader/report/escape.hpp"
#include "grader/report/finding_text.hpp"
#include "grader/report/paint.hpp"

namespace threadmark::report {
namespace {

std::string indented(std::string_view text, std::string_view blanks) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) out += blanks;
    out += std::string(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// A text as a YAML literal block. Its first line must not begin with a blank, and empty lines are filled up:
/// TAP::Parser knows no other blocks.
std::string yaml_block(std::string_view key, std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \n"), text.size()));
  if (text.empty()) return {};
  std::string out = std::string(key) + ": |\n";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += "  " + std::string(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string diagnostics(const Case& one, const Graded& graded, const Style& style) {
  std::string yaml = "message: " + yaml_scalar(one.message) + "\nseverity: fail\n";
  if (!one.kind.empty()) yaml += "kind: " + yaml_scalar(one.kind) + "\n";
  if (!one.where.file.empty()) {
    yaml += "at:\n  file: " + yaml_scalar(one.where.file) + "\n";
    if (one.where.line > 0) yaml += "  line: " + std::to_string(one.where.line) + "\n";
  }
  if (!one.findings.empty())
    if (const std::string command = replay_command(*one.findings.front()); !command.empty())
      yaml += "replay: " + yaml_scalar(command) + "\n";
  yaml += yaml_block("details", case_text(one, graded, style));
  return "  ---\n" + indented(yaml, "  ") + "  ...\n";
}

std::string point(std::size_t number, const Case& one, const Graded& graded, const Style& style) {
  std::string text = one.state == CaseState::failed ? "not ok " : "ok ";
  text += std::to_string(number) + " - " + tap_description(one.title + " (" + one.id + ")");
  if (one.state == CaseState::skipped) return text + " # SKIP " + tap_description(one.message) + "\n";
  text += "\n";
  return one.state == CaseState::failed ? text + diagnostics(one, graded, style) : text;
}

std::string comments(const std::string& text) {
  return indented(text, "# ");
}

/// Plan, test points and remarks of one submission that was graded.
std::string points(const Graded& graded, const Style& style) {
  const std::vector<Case> cases = cases_of(graded.grade, Implied::all, style);
  std::string text = "1.." + std::to_string(cases.size()) + (cases.empty() ? " # SKIP no checks\n" : "\n");
  for (std::size_t i = 0; i < cases.size(); ++i)
    text += point(i + 1, cases[i], graded, style);
  const Grade& grade = graded.grade;
  return text +
         comments(log_line(grade.lesson) + " " + log_line(grade.submission) + ": " + verdict_text(grade, style)) +
         comments(notes_text(grade, style));
}

bool has_result(const Graded& graded) {
  return graded.grade.verdict != Verdict::grader_error;
}

std::string bail_out(std::span<const Graded> graded, const Style& style) {
  std::string names;
  long count = 0;
  for (const Graded& one : graded) {
    if (has_result(one)) continue;
    ++count;
    if (count <= 20)
      names += (names.empty() ? "" : "; ") + log_line(one.grade.submission) +
               (one.grade.problem.empty() ? std::string() : ": " + log_line(one.grade.problem));
  }
  if (count == 0) return {};
  return "Bail out! " +
         say(style, "formats.tap.bail-out",
             {{"count", std::to_string(count)}, {"total", std::to_string(graded.size())}, {"names", names}}) +
         "\n";
}

std::string subtest(std::size_t number, const Graded& graded, const Style& style) {
  const std::string name = tap_description(graded.grade.lesson + ": " + graded.grade.submission);
  return "# Subtest: " + name + "\n" + indented(points(graded, style), "    ") +
         (graded.grade.verdict == Verdict::passed ? "ok " : "not ok ") + std::to_string(number) + " - " + name + "\n";
}

}  // namespace

std::string tap_grades(std::span<const Graded> graded, const Style& style) {
  std::string text = "TAP version 14\n";
  if (graded.size() == 1) {
    if (has_result(graded.front())) text += points(graded.front(), style);
    return text + bail_out(graded, style);
  }
  // The plan counts those without a result too, so that a reader that overlooks the end still misses them.
  text += "1.." + std::to_string(graded.size()) + (graded.empty() ? " # SKIP nothing was graded\n" : "\n");
  std::size_t number = 0;
  for (const Graded& one : graded)
    if (has_result(one)) text += subtest(++number, one, style);
  return text + bail_out(graded, style);
}

}  // namespace threadmark::report
