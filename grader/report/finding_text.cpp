// Tells one finding, from what happened to how to see it again.
#include "grader/report/finding_text.hpp"

#include <utility>

#include "grader/report/excerpt.hpp"
#include "grader/report/lanes.hpp"
#include "grader/report/paint.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report {
namespace {

std::string place(const Location& where) {
  if (where.file.empty()) return {};
  return line(where.file) + (where.line > 0 ? ":" + std::to_string(where.line) : std::string());
}

std::string related_text(const Finding& finding, const Style& style, std::size_t width) {
  std::string out;
  for (const RelatedPlace& related : finding.related) {
    // The runtime names the place to blame among the others; it is told already.
    if (related.where == finding.where && related.message.id == "runtime.place.access") continue;
    const std::string at = place(related.where);
    const std::string said =
        related.message.id.empty() ? std::string() : words::render(related.message, style.language);
    if (at.empty() && said.empty()) continue;
    out += paragraph("    - ", at.empty() ? said : said.empty() ? at : at + ": " + said, width);
  }
  return out;
}

std::string schedule_text(const Finding& finding, const Style& style, const Paint& paint, std::size_t width) {
  if (finding.schedule.empty()) return {};
  const LaneStyle lane_style{style.language, paint, width, 2, finding.where.file};
  const std::string number = std::to_string(finding.first_schedule);
  const std::string title = finding.first_schedule > 0 ? say(style, "report.how-it-happens-in", {{"schedule", number}})
                                                       : say(style, "report.how-it-happens");
  return "\n" + paragraph("  ", title, width) + "\n" + lanes(finding.schedule, lane_style);
}

}  // namespace

std::string say(const Style& style, const std::string& id, std::map<std::string, std::string> args) {
  return words::render(Message{id, std::move(args)}, style.language);
}

std::string heading(const Finding& finding, const Style& style) {
  std::string text(words::about(finding.kind, style.language).title);
  if (finding.severity == Severity::warning) text += " " + say(style, "report.warning");
  const std::string at = place(finding.where);
  return at.empty() ? text : text + ", " + at;
}

std::string finding_text(const Finding& finding, const std::vector<SubmittedFile>& sources, const FindingParts& parts,
                         const Style& style) {
  const Paint paint(style.colour);
  const auto width = static_cast<std::size_t>(style.width);
  std::string out = paragraph("  ", words::render(finding.message, style.language), width);
  const std::string source = excerpt(finding, sources, paint, width);
  if (!source.empty()) out += "\n" + source;
  const std::string related = related_text(finding, style, width);
  if (!related.empty()) out += "\n" + related;
  if (parts.schedule) out += schedule_text(finding, style, paint, width);
  if (parts.lesson) {
    const words::KindText& about = words::about(finding.kind, style.language);
    out += "\n" + paragraph("  ", say(style, "report.why") + " " + std::string(about.why), width);
  }
  if (!parts.hint.empty())
    out += "\n" + paragraph("  ", say(style, "report.hint") + " " + std::string(parts.hint), width);
  if (!finding.replay.empty() && !parts.program.empty())
    out += "\n" + paragraph("  ", say(style, "report.replay"), width) + "    threadmark replay " +
           line(finding.replay) + " " + line(parts.program) + "\n";
  if (parts.lesson)
    out += paragraph("  ", say(style, "report.explain", {{"kind", std::string(name_of(finding.kind))}}), width);
  return out;
}

}  // namespace threadmark::report
