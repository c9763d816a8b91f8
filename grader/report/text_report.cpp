// Chooses the voice, and tells explorations.
#include "grader/report/text_report.hpp"

#include "grader/report/finding_text.hpp"
#include "grader/report/grade_text.hpp"
#include "grader/report/paint.hpp"
#include "grader/report/student_text.hpp"

namespace threadmark::report {

std::string text_grades(std::span<const Graded> graded, const Style& style) {
  std::string text;
  for (const Graded& one : graded) {
    if (!text.empty()) text += "\n";
    text += style.voice == Voice::check ? student_text(one, style) : grade_text(one, style);
  }
  return text;
}

std::string text_exploration(const Exploration& exploration, const Style& style) {
  const Paint paint(style.colour);
  const std::string count = std::to_string(exploration.schedules);
  std::string text = paint(Tone::strong, line(exploration.program)) + ": ";
  text += say(style, exploration.exhaustive ? "report.explored-all" : "report.explored", {{"count", count}}) + "\n";
  if (exploration.findings.empty()) text += say(style, "report.nothing-found") + "\n";
  for (const Finding& finding : exploration.findings) {
    const Tone tone = finding.severity == Severity::warning ? Tone::warning : Tone::bad;
    text += "\n" + paint(tone, heading(finding, style)) + "\n\n";
    FindingParts parts;
    parts.lesson = false;
    parts.program = exploration.program;
    text += finding_text(finding, exploration.sources, parts, style);
  }
  return text;
}

}  // namespace threadmark::report
