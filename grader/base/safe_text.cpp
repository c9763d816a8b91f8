// Decoding UTF-8 byte by byte, and the ranges of characters that need care.
#include "grader/base/safe_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <iterator>

namespace threadmark {
namespace {

struct Decoded {
  char32_t code = 0;
  std::size_t length = 0;  ///< in bytes; 0: the first byte is not part of valid UTF-8
};

/// Decodes the first character of a text that is not empty.
Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < length) return {};
  char32_t code = first & (0xffU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {};
    code = code << 6 | (byte(i) & 0x3f);
  }
  constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
  if (code < least[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return {};
  return {code, length};
}

struct Range {
  char32_t first;
  char32_t last;
};

/// Characters that move, hide or reorder text: C0 and C1 controls, bidirectional formatting, separators, invisible
/// ones.
constexpr Range unsafe[] = {{0x00, 0x1f},     {0x7f, 0x9f},     {0xad, 0xad},      {0x61c, 0x61c},
                            {0x180e, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e},  {0x2060, 0x206f},
                            {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f}};

constexpr Range combining[] = {{0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5bd},   {0x610, 0x61a},
                               {0x64b, 0x65f},   {0x900, 0x902},   {0x93a, 0x93a},   {0x93c, 0x93c},
                               {0x941, 0x948},   {0xe31, 0xe31},   {0xe34, 0xe3a},   {0x1ab0, 0x1aff},
                               {0x1dc0, 0x1dff}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}};

/// East Asian Width W and F, in coarse blocks.
constexpr Range wide[] = {{0x1100, 0x115f}, {0x2e80, 0x303e},   {0x3041, 0x33ff},   {0x3400, 0x4dbf},  {0x4e00, 0x9fff},
                          {0xa000, 0xa4cf}, {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},  {0xff00, 0xff60},
                          {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};

template <std::size_t count>
bool lies_in(const Range (&ranges)[count], char32_t code) {
  const Range* range = std::lower_bound(std::begin(ranges), std::end(ranges), code,
                                        [](const Range& r, char32_t c) { return r.last < c; });
  return range != std::end(ranges) && code >= range->first;
}

std::string as_escape(char32_t code) {
  std::array<char, 16> text;
  std::snprintf(text.data(), text.size(),
                code < 0x80     ? "\\x%02x"
                : code > 0xffff ? "\\U%08x"
                                : "\\u%04x",
                static_cast<unsigned>(code));
  return text.data();
}

std::string as_escape_of_byte(char byte) {
  std::array<char, 8> text;
  std::snprintf(text.data(), text.size(), "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(byte)));
  return text.data();
}

std::size_t width_of(char32_t code) {
  return lies_in(combining, code) ? 0 : lies_in(wide, code) ? 2 : 1;
}

}  // namespace

std::string valid_utf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = decode(text).length;
    valid += length == 0 ? std::string_view("\xef\xbf\xbd") : text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(1, length));
  }
  return valid;
}

std::string terminal_safe(std::string_view text, Newlines newlines) {
  std::string safe;
  safe.reserve(text.size());
  while (!text.empty()) {
    const Decoded next = decode(text);
    if (next.length == 0)
      safe += as_escape_of_byte(text.front());
    else if (next.code == '\t')
      safe += ' ';
    else if (next.code == '\n')
      safe += newlines == Newlines::keep ? "\n" : "\\n";
    else if (lies_in(unsafe, next.code))
      safe += as_escape(next.code);
    else
      safe += text.substr(0, next.length);
    text.remove_prefix(std::max<std::size_t>(1, next.length));
  }
  return safe;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Decoded next = decode(text);
    width += next.length == 0 ? 1 : width_of(next.code);
    text.remove_prefix(std::max<std::size_t>(1, next.length));
  }
  return width;
}

std::string shortened(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  if (columns == 0) return {};
  std::string kept;
  std::size_t width = 0;
  while (!text.empty()) {
    const Decoded next = decode(text);
    const std::size_t here = next.length == 0 ? 1 : width_of(next.code);
    if (width + here > columns - 1) break;
    width += here;
    kept += text.substr(0, std::max<std::size_t>(1, next.length));
    text.remove_prefix(std::max<std::size_t>(1, next.length));
  }
  return kept + "…";
}

}  // namespace threadmark
