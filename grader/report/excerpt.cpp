// Cuts lines out of a student's file.
#include "grader/report/excerpt.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "grader/base/safe_text.hpp"

namespace threadmark::report {
namespace {

/// Lines around the finding's own and around those of related places; and of how many such places.
constexpr int around_primary = 2;
constexpr int around_related = 0;
constexpr std::size_t most_related = 4;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view one = text.substr(0, end);
    if (one.ends_with('\r')) one.remove_suffix(1);
    lines.push_back(one);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string without_tabs(std::string_view text) {
  std::string out;
  for (const char c : text)
    out += c == '\t' ? std::string(4, ' ') : std::string(1, c);
  return out;
}

}  // namespace

std::string excerpt(const Finding& finding, const std::vector<SubmittedFile>& sources, const Paint& paint,
                    std::size_t width) {
  const auto source = std::find_if(sources.begin(), sources.end(),
                                   [&](const SubmittedFile& file) { return file.path == finding.where.file; });
  if (source == sources.end() || finding.where.line <= 0) return {};
  const std::vector<std::string_view> lines = lines_of(source->content);
  const int last = static_cast<int>(lines.size());
  if (finding.where.line > last) return {};
  std::map<int, char> marks;
  std::set<int> shown;
  const auto show = [&](int line, int around) {
    for (int i = std::max(1, line - around); i <= std::min(last, line + around); ++i)
      shown.insert(i);
  };
  for (std::size_t i = 0; i < std::min(finding.related.size(), most_related); ++i) {
    const Location& where = finding.related[i].where;
    if (where.file != finding.where.file || where.line <= 0 || where.line > last) continue;
    marks[where.line] = '*';
    show(where.line, around_related);
  }
  marks[finding.where.line] = '>';
  show(finding.where.line, around_primary);
  std::string out;
  int before = *shown.begin() - 1;
  for (const int number : shown) {
    if (number != before + 1) out += "          ...\n";
    before = number;
    const auto mark = marks.find(number);
    std::string row = "  " + std::string(1, mark == marks.end() ? ' ' : mark->second) + " ";
    const std::string digits = std::to_string(number);
    row += std::string(digits.size() < 4 ? 4 - digits.size() : 0, ' ') + digits + " | " +
           terminal_safe(without_tabs(lines[static_cast<std::size_t>(number - 1)]));
    row = shortened(row, width);
    row.erase(row.find_last_not_of(' ') + 1);
    const Tone tone = mark == marks.end() ? Tone::quiet : mark->second == '>' ? Tone::bad : Tone::warning;
    out += paint(tone, row) + "\n";
  }
  return out;
}

}  // namespace threadmark::report
