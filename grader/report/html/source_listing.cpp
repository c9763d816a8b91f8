// Lays files out as tables of lines.
#include "grader/report/html/source_listing.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "grader/report/html/highlight.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report::html {
namespace {

/// A longer listing helps nobody and makes the page heavy.
constexpr std::size_t most_lines = 5000;

std::vector<std::string> split(std::string_view content) {
  if (content.starts_with("\xef\xbb\xbf")) content.remove_prefix(3);
  std::vector<std::string> lines;
  while (!content.empty()) {
    const std::size_t end = std::min(content.find('\n'), content.size());
    std::string_view line = content.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    content.remove_prefix(std::min(end + 1, content.size()));
  }
  return lines;
}

std::string line_id(std::size_t file, int line) {
  return "s" + std::to_string(file + 1) + "-l" + std::to_string(line);
}

/// A note at a line: of which finding, and what it says there.
struct Note {
  std::size_t finding = 0;
  Severity severity = Severity::error;
  bool main = false;
  std::string text;
};

using Notes = std::map<Location, std::vector<Note>>;

Notes notes_of(const std::vector<Finding>& findings, const HtmlSettings& settings) {
  Notes notes;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    const auto add = [&](const Location& where, bool main, const Message& message) {
      std::string text = message.id.empty() ? std::string() : words::render(message, settings.language);
      if (main) text = std::string(words::about(finding.kind, settings.language).title) + ": " + text;
      if (where.line > 0) notes[where].push_back({i, finding.severity, main, std::move(text)});
    };
    add(finding.where, true, finding.message);
    for (const RelatedPlace& related : finding.related)
      if (related.where != finding.where) add(related.where, false, related.message);
  }
  return notes;
}

Node note_node(const Note& note, const HtmlSettings& settings) {
  const std::string severity = note.severity == Severity::error ? "error" : "warning";
  Node line = block("div", "note " + severity + (note.main ? " main" : ""));
  line.add(element("span", {{"class", "sign"}, {"aria-hidden", "true"}}, {note.main ? "▲" : "△"}));
  line.add(link_to(Link::to_place(finding_id(note.finding + 1)),
                   say(settings, "html.finding-number", {{"number", std::to_string(note.finding + 1)}}), "of"));
  return line.add(prose(element("span"), note.text));
}

}  // namespace

SourcePlaces::SourcePlaces(const std::vector<SubmittedFile>& files) {
  for (const SubmittedFile& file : files) {
    paths_.push_back(file.path);
    lines_.push_back(split(file.content));
    if (lines_.back().size() > most_lines) lines_.back().resize(most_lines);
  }
}

std::optional<std::string> SourcePlaces::id_of(const Location& where) const {
  const auto path = std::find(paths_.begin(), paths_.end(), where.file);
  if (path == paths_.end() || where.line < 1) return {};
  const auto file = static_cast<std::size_t>(path - paths_.begin());
  if (static_cast<std::size_t>(where.line) > lines_[file].size()) return {};
  return line_id(file, where.line);
}

Node SourcePlaces::link(const Location& where) const {
  const std::string line = where.line > 0 ? ":" + std::to_string(where.line) : std::string();
  const std::string text = where.file + line;
  const std::optional<std::string> id = id_of(where);
  return id ? link_to(Link::to_place(*id), text, "place") : block("span", "place", {text});
}

std::string finding_id(std::size_t number) {
  return "finding-" + std::to_string(number);
}

Node source_listing(const std::vector<SubmittedFile>& files, const SourcePlaces& places,
                    const std::vector<Finding>& findings, const HtmlSettings& settings) {
  Node section = element("section", {{"class", "source"}, {"aria-label", say(settings, "html.source")}});
  if (files.empty()) section.add(block("p", "none", {say(settings, "html.no-source")}));
  const Notes notes = notes_of(findings, settings);
  for (std::size_t file = 0; file < files.size(); ++file) {
    section.add(element("h3", {}, {files[file].path}));
    Node body = element("tbody");
    Highlighter highlighter;
    int number = 0;
    for (const std::string& line : places.lines(file)) {
      const std::string id = line_id(file, ++number);
      Node row = element("tr", {{"id", id}});
      row.add(element("th", {{"scope", "row"}}, {std::to_string(number)}));
      Node cell = element("td");
      cell.add(highlighter.line(line));
      const auto here = notes.find({files[file].path, number});
      if (here != notes.end()) {
        row.set("class", here->second.front().main ? "found main" : "found");
        for (const Note& note : here->second)
          cell.add(note_node(note, settings));
      }
      body.add(row.add(std::move(cell)));
    }
    section.add(block("div", "listing", {element("table", {{"aria-label", files[file].path}}, {std::move(body)})}));
  }
  return section;
}

}  // namespace threadmark::report::html
