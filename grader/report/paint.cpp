// Escape sequences of ours, and none of anybody else's.
#include "grader/report/paint.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "grader/base/safe_text.hpp"

namespace threadmark::report {

std::string Paint::operator()(Tone tone, std::string_view text) const {
  constexpr std::array<std::string_view, 6> sequences = {"", "\x1b[1m", "\x1b[32m", "\x1b[31m", "\x1b[33m", "\x1b[2m"};
  const std::string_view sequence = sequences[static_cast<std::size_t>(tone)];
  if (!colour_ || sequence.empty() || text.empty()) return std::string(text);
  return std::string(sequence) + std::string(text) + "\x1b[0m";
}

std::string line(std::string_view text) {
  return terminal_safe(text);
}

std::string paragraph(std::string_view first, std::string_view text, std::size_t width) {
  const std::string safe = terminal_safe(text, Newlines::keep);
  const std::size_t indent = display_width(first);
  const std::string blanks(indent, ' ');
  const std::size_t room = std::max<std::size_t>(width > indent ? width - indent : 0, 20);
  std::string out(first);
  std::string row;
  const auto flush = [&] {
    out += row + "\n" + blanks;
    row.clear();
  };
  for (std::size_t i = 0; i <= safe.size();) {
    const std::size_t end = std::min(safe.find_first_of(" \n", i), safe.size());
    const std::string_view word = std::string_view(safe).substr(i, end - i);
    if (!row.empty() && display_width(row) + 1 + display_width(word) > room) flush();
    if (!row.empty() && !word.empty()) row += ' ';
    row += word;
    if (end < safe.size() && safe[end] == '\n') flush();
    i = end + 1;
  }
  out += row;
  while (!out.empty() && (out.back() == ' ' || out.back() == '\n'))
    out.pop_back();
  return out + "\n";
}

std::string padded(std::string text, std::size_t columns) {
  const std::size_t width = display_width(text);
  if (width < columns) text.append(columns - width, ' ');
  return text;
}

std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.6g", value);
  return text.data();
}

}  // namespace threadmark::report
