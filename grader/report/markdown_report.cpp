// Chooses how much of each submission is told.
#include "grader/report/markdown_report.hpp"

#include <algorithm>
#include <array>

#include "grader/report/escape.hpp"
#include "grader/report/finding_text.hpp"
#include "grader/report/markdown_section.hpp"
#include "grader/report/paint.hpp"

namespace threadmark::report {
namespace {

constexpr std::size_t least_bytes = 4096;
constexpr std::size_t usual_bytes = std::size_t{900} * 1024;

/// Kept for the words about what is left out.
constexpr std::size_t reserve = 512;

std::string title(std::span<const Graded> graded, const Style& style) {
  const auto count = [&](auto is) { return std::to_string(std::count_if(graded.begin(), graded.end(), is)); };
  const auto passed = [](const Graded& one) { return one.grade.verdict == Verdict::passed; };
  const auto error = [](const Graded& one) { return one.grade.verdict == Verdict::grader_error; };
  return "## " +
         markdown_line(say(style, "formats.markdown.title",
                           {{"count", std::to_string(graded.size())},
                            {"passed", count(passed)},
                            {"failed", count([&](const Graded& one) { return !passed(one) && !error(one); })},
                            {"errors", count(error)}})) +
         "\n\n";
}

std::string row(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const std::string& cell : cells)
    text += " " + cell + " |";
  return text + "\n";
}

std::string left_out(std::size_t count, const Style& style) {
  if (count == 0) return {};
  return "\n" + markdown_line(say(style, "formats.markdown.left-out", {{"count", std::to_string(count)}})) + "\n";
}

/// All submissions in one table, within its room.
std::string overview(std::span<const Graded> graded, const Style& style, std::size_t room) {
  std::vector<std::string> heads;
  for (const char* id : {"submission", "lesson", "verdict", "score"})
    heads.push_back(markdown_cell(say(style, std::string("formats.markdown.") + id)));
  std::string text = row(heads) + "|---|---|---|---:|\n";
  for (std::size_t i = 0; i < graded.size(); ++i) {
    const Grade& grade = graded[i].grade;
    const std::string line =
        row({markdown_cell(short_name(grade.submission)), markdown_cell(short_name(grade.lesson)),
             verdict_mark(grade.verdict) + " " +
                 markdown_cell(say(style, "report.verdict." + std::string(name_of(grade.verdict)))),
             grade.score ? number(*grade.score) + " / " + number(grade.max_score) : "–"});
    if (text.size() + line.size() + reserve > room) return text + left_out(graded.size() - i, style);
    text += line;
  }
  return text;
}

}  // namespace

std::string markdown_grades(std::span<const Graded> graded, const Style& style, std::size_t most_bytes) {
  const std::size_t most = std::max(least_bytes, most_bytes);
  std::string text;
  if (graded.size() != 1) text = title(graded, style);
  if (graded.size() > 1) text += overview(graded, style, most / 3);
  for (std::size_t i = 0; i < graded.size(); ++i) {
    // What one does not use, the next ones may.
    const std::size_t room = (most - text.size() - reserve) / (graded.size() - i);
    const std::string section = markdown_section(graded[i], style, room);
    if (section.empty()) {
      text += left_out(graded.size() - i, style);
      break;
    }
    text += (text.empty() ? "" : "\n") + section;
  }
  return text;
}

std::string markdown_summary(std::span<const Graded> graded, const Style& style) {
  return markdown_grades(graded, style, usual_bytes);
}

}  // namespace threadmark::report
