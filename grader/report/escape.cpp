// Escaping for logs, Markdown, Mermaid, TAP, YAML and SARIF.
#include "grader/report/escape.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "grader/base/safe_text.hpp"

namespace threadmark::report {
namespace {

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// What no runner takes for a command: GitHub reads `::x::` at the start of a line and `##[x]` anywhere, Azure and
/// TeamCity `##name[`.
std::string without_commands(std::string_view line) {
  std::string out;
  const std::size_t first = line.find_first_not_of(' ');
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i == first && line.substr(i).starts_with("::")) out += '\\';
    if (line[i] == '[') {
      std::size_t name = i;
      while (name > 0 && is_letter(line[name - 1]))
        --name;
      if (name >= 2 && line.substr(name - 2, 2) == "##") out += '\\';
    }
    out += line[i];
  }
  return out;
}

std::size_t longest_run(std::string_view text, char c) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char here : text) {
    run = here == c ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

/// Keeps what follows from being a mention, a reference, an emoji or an address; readers see nothing of it.
constexpr std::string_view joint = "&#8288;";

/// Whether GitHub or GitLab could take this character, before `next`, for the start of something that acts.
bool begins_reference(char c, std::string_view rest) {
  if (rest.empty()) return false;
  if (c == ':') return is_letter(rest.front()) || rest.starts_with("//");
  if (std::string_view("@#!~%$&^").find(c) == std::string_view::npos) return false;
  return is_word(rest.front()) || rest.front() == '"';
}

/// A piece of safe text that has no code in it.
std::string prose(std::string_view text) {
  constexpr std::string_view special = "\\`*_[]<>|~&$#";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::string_view rest = text.substr(i + 1);
    const bool starts_block = out.empty() && std::string_view("+-=:").find(c) != std::string_view::npos;
    const bool numbers_item = (c == '.' || c == ')') && !out.empty() &&
                              std::all_of(out.begin(), out.end(), [](char o) { return o >= '0' && o <= '9'; });
    const bool is_colons = c == ':' && rest.starts_with(":");
    if (special.find(c) != std::string_view::npos || starts_block || numbers_item || is_colons) out += '\\';
    out += c;
    const bool is_host = rest.starts_with(".") && i >= 2 && (c == 'w' || c == 'W') && (text[i - 1] | 0x20) == 'w' &&
                         (text[i - 2] | 0x20) == 'w';
    if (begins_reference(c, rest) || is_host) out += joint;
  }
  return out;
}

std::string code_span(std::string_view safe, bool in_cell) {
  const std::string fence(longest_run(safe, '`') + 1, '`');
  const bool pads = safe.empty() || safe.front() == '`' || safe.back() == '`';
  std::string out = fence + (pads ? " " : "");
  for (const char c : safe)
    out += in_cell && c == '|' ? std::string("\\|") : std::string(1, c);
  return out + (pads ? " " : "") + fence;
}

std::string markdown(std::string_view text, bool in_cell) {
  const std::string safe = log_line(text);
  std::string out;
  std::string_view left = safe;
  while (!left.empty()) {
    const std::size_t open = left.find('`');
    const std::size_t close = open == std::string_view::npos ? open : left.find('`', open + 1);
    if (close == std::string_view::npos || close == open + 1) {
      out += prose(left);
      break;
    }
    out += prose(left.substr(0, open)) + code_span(left.substr(open + 1, close - open - 1), in_cell);
    left.remove_prefix(close + 1);
  }
  return out;
}

template <class EachLine>
std::string by_lines(std::string_view text, const EachLine& each_line) {
  std::string out;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += each_line(text.substr(0, end));
    if (end == text.size()) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

/// The code points of valid UTF-8.
std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> points;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0) == 0x80)
      points.back() = points.back() << 6 | (byte & 0x3f);
    else
      points.push_back(byte < 0x80 ? byte : byte & (byte >= 0xf0 ? 0x07 : byte >= 0xe0 ? 0x0f : 0x1f));
  }
  return points;
}

}  // namespace

std::string log_line(std::string_view text) {
  return without_commands(terminal_safe(text));
}

std::string log_block(std::string_view text) {
  return by_lines(text, log_line);
}

std::string markdown_line(std::string_view text) {
  return markdown(text, false);
}

std::string markdown_cell(std::string_view text) {
  return markdown(text, true);
}

std::string markdown_code(std::string_view text) {
  return code_span(log_line(text), false);
}

std::string markdown_block(std::string_view text, std::string_view language) {
  while (text.ends_with('\n'))
    text.remove_suffix(1);
  const std::string safe = log_block(text);
  const std::string fence(std::max<std::size_t>(3, longest_run(safe, '`') + 1), '`');
  return fence + std::string(language) + "\n" + safe + "\n" + fence + "\n";
}

std::string mermaid_text(std::string_view text) {
  constexpr std::string_view plain = " .,:_=+-*/()!?'";
  std::string out;
  for (const char32_t code : code_points(log_line(text))) {
    const bool is_plain = code < 0x80 && (is_word(static_cast<char>(code)) ||
                                          plain.find(static_cast<char>(code)) != std::string_view::npos);
    out += is_plain ? std::string(1, static_cast<char>(code)) : "#" + std::to_string(std::uint32_t{code}) + ";";
  }
  return out;
}

std::string tap_description(std::string_view text) {
  std::string out;
  for (const char c : log_line(text)) {
    if (c == '\\' || c == '#') out += '\\';
    out += c;
  }
  return out;
}

std::string yaml_scalar(std::string_view text) {
  std::string out = "\"";
  for (const char c : log_line(text)) {
    if (c == '\\' || c == '"') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string sarif_message(std::string_view text) {
  const std::string safe = log_block(text);
  const bool may_link = safe.find("](") != std::string::npos;
  std::string out;
  for (const char c : safe) {
    if (may_link && (c == '[' || c == ']' || c == '\\')) out += '\\';
    out += c;
    if (c == '{' || c == '}') out += c;
  }
  return out;
}

std::string uri_path(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (part.empty() || part == "." || part == "..") continue;
    if (!out.empty()) out += '/';
    for (const char c : part) {
      std::array<char, 4> code{};
      if (!is_word(c) && c != '-' && c != '.' && c != '~')
        std::snprintf(code.data(), code.size(), "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
      out += code[0] != '\0' ? std::string(code.data()) : std::string(1, c);
    }
  }
  return out;
}

}  // namespace threadmark::report
