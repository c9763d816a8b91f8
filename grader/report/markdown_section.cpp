// Writes heading, table of checks, findings and interleavings.
#include "grader/report/markdown_section.hpp"

#include <algorithm>
#include <array>

#include "grader/base/safe_text.hpp"
#include "grader/report/cases.hpp"
#include "grader/report/escape.hpp"
#include "grader/report/finding_text.hpp"
#include "grader/report/grade_text.hpp"
#include "grader/report/lanes.hpp"
#include "grader/report/mermaid.hpp"
#include "grader/report/paint.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report {
namespace {

/// How much of a submission is told: this many findings with all, this many of them with their interleaving.
struct Detail {
  std::size_t findings;
  std::size_t interleavings;
  bool hints;
};

constexpr Detail details[] = {{20, 5, true}, {10, 1, true}, {10, 0, true}, {3, 0, true}, {0, 0, false}};

constexpr std::size_t longest_name = 80;
constexpr std::size_t longest_message = 600;

std::string cut(std::string_view text, std::size_t columns) {
  return shortened(terminal_safe(text), columns);
}

std::string place(const Location& where) {
  if (where.file.empty()) return {};
  return cut(where.file, longest_name) + (where.line > 0 ? ":" + std::to_string(where.line) : std::string());
}

class Section {
 public:
  Section(const Graded& graded, const Style& style, const Detail& detail)
      : graded_(graded), style_(style), detail_(detail), cases_(cases_of(graded.grade, Implied::broken, style)) {}

  std::string text() {
    heading();
    table();
    for (const Case& one : cases_)
      if (one.state == CaseState::failed) failed(one);
    notes();
    return out_;
  }

 private:
  void heading() {
    const Grade& grade = graded_.grade;
    out_ += "### " + verdict_mark(grade.verdict) + " " + markdown_line(short_name(grade.lesson)) + ": " +
            markdown_code(short_name(grade.submission)) + " " + markdown_line(verdict_text(grade, style_)) + "\n\n";
    if (!grade.problem.empty()) out_ += "> " + markdown_line(cut(grade.problem, longest_message)) + "\n\n";
    if (grade.verdict == Verdict::grader_error)
      out_ += markdown_line(say(style_, "report.opening.grader-error")) + "\n\n";
  }

  void table() {
    constexpr std::array<std::string_view, 4> states = {"passed", "failed", "skipped", "error"};
    out_ += "| " + markdown_cell(say(style_, "formats.markdown.check")) + " | | " +
            markdown_cell(say(style_, "formats.markdown.points")) + " |\n|---|---|---:|\n";
    for (const Case& one : cases_) {
      const std::string state(states[static_cast<std::size_t>(one.state)]);
      out_ += "| " + markdown_cell(cut(one.title, 2 * longest_name)) + " | " +
              say(style_, "formats.markdown.status." + state) + " | " + points(one) + " |\n";
    }
  }

  std::string points(const Case& one) const {
    if (one.max_points <= 0 || graded_.grade.verdict == Verdict::grader_error) return "";
    return number(one.points) + " / " + number(one.max_points) +
           (one.bonus ? " " + say(style_, "report.bonus") : std::string());
  }

  void failed(const Case& one) {
    if (!detail_.hints) return;
    out_ += "\n#### " + markdown_line(cut(one.title, 2 * longest_name)) + "\n";
    if (!one.hint.empty())
      out_ += "\n> " + markdown_line(say(style_, "report.hint") + " " + cut(one.hint, longest_message)) + "\n";
    if (one.findings.empty() && !one.message.empty())
      out_ += "\n" + markdown_line(cut(one.message, longest_message)) + "\n";
    std::size_t untold = 0;
    for (const Finding* found : one.findings)
      if (told_++ < detail_.findings)
        finding(*found);
      else
        ++untold;
    if (untold > 0)
      out_ += "\n" + markdown_line(say(style_, "formats.more-findings", {{"count", std::to_string(untold)}})) + "\n";
  }

  void finding(const Finding& found) {
    const std::string at = place(found.where);
    out_ += "\n**" + markdown_line(words::about(found.kind, style_.language).title) + "**" +
            (at.empty() ? std::string() : " " + markdown_code(at)) + ": " +
            markdown_line(cut(words::render(found.message, style_.language), longest_message)) + "\n";
    std::string related;
    for (const RelatedPlace& other : found.related) {
      const std::string where = place(other.where);
      if (where.empty() || (other.where == found.where && other.message.id == "runtime.place.access")) continue;
      const std::string said = other.message.id.empty() ? "" : words::render(other.message, style_.language);
      related += "- " + markdown_code(where) + " " + markdown_line(cut(said, longest_message)) + "\n";
    }
    if (!related.empty()) out_ += "\n" + related;
    if (!found.schedule.empty() && shown_++ < detail_.interleavings) interleaving(found);
    if (const std::string command = replay_command(found); !command.empty() && command.size() < 8192)
      out_ += "\n" + markdown_line(say(style_, "report.replay")) + "\n\n" + markdown_block(command, "sh");
  }

  void interleaving(const Finding& found) {
    const std::string diagram = mermaid(found.schedule, found.where.file, style_.language);
    const LaneStyle lane_style{style_.language, Paint(false), 110, 0, found.where.file};
    const std::string drawn =
        diagram.empty() ? markdown_block(lanes(found.schedule, lane_style)) : markdown_block(diagram, "mermaid");
    const std::string title = found.first_schedule > 0 ? say(style_, "formats.markdown.interleaving-in",
                                                             {{"schedule", std::to_string(found.first_schedule)}})
                                                       : say(style_, "formats.markdown.interleaving");
    out_ += "\n" + markdown_line(title) + "\n\n" + drawn;
  }

  void notes() {
    const Grade& grade = graded_.grade;
    std::string rows;
    std::size_t count = 0;
    for (const Finding& found : grade.findings)
      if (found.severity == Severity::warning && count++ < 10)
        rows += "- " +
                markdown_line(cut(report::heading(found, style_) + ": " + words::render(found.message, style_.language),
                                  longest_message)) +
                "\n";
    Style wide = style_;
    wide.colour = false;
    wide.width = 10000;
    if (const std::string tried = explored(grade, wide); !tried.empty()) rows += "- " + markdown_line(tried) + "\n";
    std::string_view more;
    const std::string all = remarks(grade, wide);
    for (more = all; !more.empty();) {
      const std::size_t end = std::min(more.find('\n'), more.size());
      const std::size_t begin = std::min(more.find_first_not_of(' '), end);
      if (begin < end) rows += "- " + markdown_line(cut(more.substr(begin, end - begin), longest_message)) + "\n";
      more.remove_prefix(std::min(end + 1, more.size()));
    }
    if (!rows.empty()) out_ += "\n" + rows;
  }

  const Graded& graded_;
  const Style& style_;
  const Detail& detail_;
  std::vector<Case> cases_;
  std::string out_;
  std::size_t told_ = 0;
  std::size_t shown_ = 0;
};

}  // namespace

std::string markdown_section(const Graded& graded, const Style& style, std::size_t room) {
  for (const Detail& detail : details)
    if (std::string text = Section(graded, style, detail).text(); text.size() <= room) return text;
  return {};
}

std::string verdict_mark(Verdict verdict) {
  constexpr std::array<std::string_view, 5> marks = {"✅", "❌", "❌", "❌", "⚠️"};
  return std::string(marks[static_cast<std::size_t>(verdict)]);
}

std::string short_name(std::string_view name) {
  return cut(name, longest_name);
}

}  // namespace threadmark::report
