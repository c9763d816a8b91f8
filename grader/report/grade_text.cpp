// The compact voice.
#include "grader/report/grade_text.hpp"

#include <algorithm>
#include <array>

#include "grader/base/safe_text.hpp"
#include "grader/report/finding_text.hpp"
#include "grader/report/paint.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report {
namespace {

struct StatusLook {
  std::string_view mark;
  Tone tone;
};

/// In the order of CheckStatus.
constexpr std::array<StatusLook, 3> looks = {{{"ok  ", Tone::good}, {"FAIL", Tone::bad}, {"skip", Tone::warning}}};

std::string check_row(const CheckResult& check, std::size_t id_width, const Style& style) {
  const Paint paint(style.colour);
  const StatusLook& look = looks[static_cast<std::size_t>(check.status)];
  std::string points;
  if (check.max_points > 0)
    points = "  (" + number(check.points) + "/" + number(check.max_points) +
             (check.bonus ? " " + say(style, "report.bonus") : std::string()) + ")";
  std::string row = "  " + paint(look.tone, look.mark) + "  " + padded(line(check.id), id_width) + "  ";
  row += line(check.title) + points;
  if (check.reason) row += ": " + line(words::render(*check.reason, style.language));
  return row + "\n";
}

/// Implied checks that hold say nothing.
bool is_told(const CheckResult& check) {
  return !check.implied || check.status == CheckStatus::failed;
}

std::string finding_row(const Finding& finding, const Grade& grade, const Style& style) {
  const Paint paint(style.colour);
  const std::string at = finding.where.file.empty()
                             ? line(grade.submission)
                             : line(finding.where.file) + ":" + std::to_string(finding.where.line);
  const Tone tone = finding.severity == Severity::warning ? Tone::warning : Tone::bad;
  std::string text = paragraph("  " + at + ": " + paint(tone, name_of(finding.kind)) + ": ",
                               words::render(finding.message, style.language), 10000);
  for (const RelatedPlace& related : finding.related)
    if (related.where.line > 0)
      text += paragraph("    " + line(related.where.file) + ":" + std::to_string(related.where.line) + ": ",
                        related.message.id.empty() ? "" : words::render(related.message, style.language), 10000);
  if (!finding.replay.empty()) text += "    threadmark replay " + line(finding.replay) + " PATH\n";
  return text;
}

std::string summary(const Grade& grade, const Style& style) {
  const Paint paint(style.colour);
  const std::string verdict = say(style, "report.verdict." + std::string(name_of(grade.verdict)));
  std::string text = line(grade.lesson) + "  " + paint(Tone::strong, line(grade.submission)) + "  " +
                     paint(grade.verdict == Verdict::passed ? Tone::good : Tone::bad, verdict);
  if (grade.score)
    text += "  " + say(style, "report.score", {{"score", number(*grade.score)}, {"max", number(grade.max_score)}});
  return text + "\n";
}

}  // namespace

std::string explored(const Grade& grade, const Style& style) {
  long schedules = 0;
  bool all = true;
  for (const RunSummary& run : grade.runs) {
    if (run.backend != "explore") continue;
    schedules += run.schedules;
    all = all && run.exhaustive;
  }
  if (schedules == 0) return {};
  const std::string count = std::to_string(schedules);
  return say(style, all ? "report.explored-all" : "report.explored", {{"count", count}});
}

std::string remarks(const Grade& grade, const Style& style) {
  const auto width = static_cast<std::size_t>(style.width);
  std::string text;
  for (const Message& message : grade.review)
    text += paragraph("  ", say(style, "report.review") + " " + words::render(message, style.language), width);
  for (const CrossCheck& cross : grade.cross_check) {
    if (cross.status != "reported") continue;
    std::string said = cross.message.id.empty() ? cross.status : words::render(cross.message, style.language);
    if (cross.where.line > 0) said += " (" + cross.where.file + ":" + std::to_string(cross.where.line) + ")";
    text += paragraph("  ", say(style, "report.cross-check", {{"tool", cross.tool}}) + " " + said, width);
  }
  if (grade.sandbox != "full" && grade.verdict != Verdict::grader_error)
    text += paragraph("  ", say(style, "report.sandbox", {{"level", line(grade.sandbox)}}), width);
  return text;
}

std::string grade_text(const Graded& graded, const Style& style) {
  const Grade& grade = graded.grade;
  std::string text = summary(grade, style);
  if (!grade.problem.empty()) text += paragraph("  ", grade.problem, static_cast<std::size_t>(style.width));
  std::size_t id_width = 0;
  for (const CheckResult& check : grade.checks)
    if (is_told(check)) id_width = std::max(id_width, display_width(line(check.id)));
  if (grade.verdict == Verdict::passed || grade.verdict == Verdict::failed)
    for (const CheckResult& check : grade.checks)
      if (is_told(check)) text += check_row(check, id_width, style);
  for (const Finding& finding : grade.findings)
    text += finding_row(finding, grade, style);
  const std::string count = explored(grade, style);
  if (!count.empty()) text += "  " + count + "\n";
  return text + remarks(grade, style);
}

}  // namespace threadmark::report
