// Tells a finding and shows its interleaving.
#include "grader/report/html/finding_section.hpp"

#include <algorithm>
#include <utility>

#include "grader/report/html/timeline.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report::html {
namespace {

/// A message of several lines keeps them.
Node message_text(const std::string& text) {
  return prose(block("p", text.find('\n') == std::string::npos ? "message" : "message lines"), text);
}

Node related_list(const Finding& finding, const SourcePlaces& places, const HtmlSettings& settings) {
  Node list = block("ul", "related");
  bool any = false;
  for (const RelatedPlace& related : finding.related) {
    // Who waits for whom is told beside the interleaving.
    if (!finding.schedule.empty() && finding.kind == FindingKind::deadlock &&
        related.message.id == "runtime.place.waits")
      continue;
    const std::string said =
        related.message.id.empty() ? std::string() : words::render(related.message, settings.language);
    Node item = element("li");
    if (!related.where.file.empty()) item.add(places.link(related.where)).add(" ");
    list.add(prose(std::move(item), said));
    any = true;
  }
  return any ? list : Node("");
}

Node lesson_text(const Finding& finding, const HtmlSettings& settings) {
  const words::KindText& about = words::about(finding.kind, settings.language);
  return element("details", {{"class", "lesson"}},
                 {element("summary", {}, {say(settings, "html.what-it-means")}), prose(element("p"), about.meaning),
                  prose(element("p"), about.why), prose(element("p"), about.think)});
}

/// The path as one word of a shell.
std::string quoted(const std::string& path) {
  const bool plain = !path.empty() && std::all_of(path.begin(), path.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._/-+").find(c) != std::string_view::npos;
  });
  if (plain && !path.starts_with('-')) return path;
  std::string out = "'";
  for (const char c : path)
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

Node replay_command(const GradedSubmission& submission, const Finding& finding, const HtmlSettings& settings) {
  if (finding.replay.empty()) return "";
  const std::string path = submission.source.empty() ? "SUBMISSION" : quoted(submission.source);
  return block("div", "replay",
               {element("p", {}, {say(settings, "report.replay")}),
                element("pre", {{"tabindex", "0"}},
                        {element("code", {}, {settings.program + " replay " + quoted(finding.replay) + " " + path})})});
}

}  // namespace

std::string title_of(const Finding& finding, const HtmlSettings& settings) {
  std::string title(words::about(finding.kind, settings.language).title);
  if (finding.severity == Severity::warning) title += " " + say(settings, "report.warning");
  return title;
}

Node finding_section(const GradedSubmission& submission, std::size_t number, const SourcePlaces& places,
                     const HtmlSettings& settings) {
  const Finding& finding = submission.grade.findings[number - 1];
  const std::string severity = finding.severity == Severity::error ? "error" : "warning";
  Node section = element("section", {{"class", "finding " + severity}, {"id", finding_id(number)}});
  Node heading = element("h3", {}, {block("span", "number", {std::to_string(number)}), title_of(finding, settings)});
  if (!finding.where.file.empty()) heading.add(" ").add(places.link(finding.where));
  section.add(std::move(heading));
  section.add(message_text(words::render(finding.message, settings.language)));
  const auto check = std::find_if(submission.grade.checks.begin(), submission.grade.checks.end(),
                                  [&](const CheckResult& one) { return one.id == finding.check; });
  if (check != submission.grade.checks.end())
    section.add(block("p", "check", {say(settings, "html.fails", {{"check", check->title}})}));
  section.add(related_list(finding, places, settings));
  if (check != submission.grade.checks.end() && !check->hint.empty())
    section.add(
        block("p", "hint",
              {element("strong", {}, {say(settings, "report.hint")}), " ", prose(element("span"), check->hint)}));
  section.add(timeline(finding, number, places, settings));
  section.add(replay_command(submission, finding, settings));
  return section.add(lesson_text(finding, settings));
}

}  // namespace threadmark::report::html
