// Decodes a name of an archive and follows its steps.
#include "grader/intake/archive_name.hpp"

#include <algorithm>
#include <cctype>

#include "grader/base/safe_text.hpp"

namespace threadmark::intake {
namespace {

constexpr std::size_t longest_name = 255;
constexpr std::size_t longest_path = 2048;
constexpr int most_floors = 32;

/// Code page 437 from 0x80 on.
constexpr std::u32string_view cp437 =
    U"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
    U"αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";
static_assert(cp437.size() == 128);

void append_utf8(std::string& text, char32_t point) {
  const auto byte = [&](char32_t value) { text.push_back(static_cast<char>(value)); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | point >> 6);
    byte(0x80 | (point & 0x3F));
  } else {
    byte(0xE0 | point >> 12);
    byte(0x80 | (point >> 6 & 0x3F));
    byte(0x80 | (point & 0x3F));
  }
}

std::string decoded(std::string_view raw, OldEncoding old) {
  std::string text = valid_utf8(raw);
  if (text == raw) return text;
  text.clear();
  for (const char c : raw) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(text, byte < 0x80 ? byte : old == OldEncoding::cp437 ? cp437[byte - 0x80U] : char32_t{byte});
  }
  return text;
}

}  // namespace

ArchiveName read_archive_name(std::string_view raw, OldEncoding old) {
  if (raw.empty() || raw.size() > longest_path) return {};
  std::string text = decoded(raw, old);
  if (text.find('/') == std::string::npos) std::replace(text.begin(), text.end(), '\\', '/');
  const bool drive = text.size() > 1 && text[1] == ':' && std::isalpha(static_cast<unsigned char>(text[0])) != 0 &&
                     (text.size() == 2 || text[2] == '/' || text[2] == '\\');
  if (text.front() == '/' || drive) return {ArchiveName::Kind::outside, terminal_safe(text)};
  ArchiveName name{ArchiveName::Kind::inside, {}};
  int floors = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('/', at), text.size());
    const std::string step = text.substr(at, end - at);
    at = end + 1;
    if (step == "..") return {ArchiveName::Kind::outside, terminal_safe(text)};
    if (step.empty() || step == ".") continue;
    if (step.size() > longest_name || ++floors > most_floors) return {};
    name.path += (name.path.empty() ? "" : "/") + terminal_safe(step);
  }
  if (name.path.empty()) name.kind = ArchiveName::Kind::none;
  return name;
}

}  // namespace threadmark::intake
