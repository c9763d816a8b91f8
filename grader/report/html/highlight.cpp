// A small scanner of C++ lines; it knows comments over lines, but no raw strings over lines.
#include "grader/report/html/highlight.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace threadmark::report::html {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_keyword(std::string_view word) {
  static const std::set<std::string_view> words = {
      "alignas",   "auto",     "bool",          "break",        "case",     "catch",       "char",
      "class",     "concept",  "const",         "constexpr",    "continue", "co_await",    "co_return",
      "co_yield",  "default",  "delete",        "do",           "double",   "else",        "enum",
      "explicit",  "extern",   "false",         "float",        "for",      "friend",      "goto",
      "if",        "inline",   "int",           "long",         "mutable",  "namespace",   "new",
      "noexcept",  "nullptr",  "operator",      "override",     "private",  "protected",   "public",
      "requires",  "return",   "short",         "signed",       "sizeof",   "static",      "struct",
      "switch",    "template", "this",          "thread_local", "throw",    "true",        "try",
      "typedef",   "typename", "union",         "unsigned",     "using",    "virtual",     "void",
      "volatile",  "while",    "static_assert", "decltype",     "final",    "static_cast", "reinterpret_cast",
      "const_cast"};
  return words.contains(word);
}

std::size_t end_of_literal(std::string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == text[0])
      return at + 1;
  }
  return text.size();
}

struct Piece {
  std::size_t size = 1;
  std::string_view css_class;
};

/// The first piece of a text that begins outside of comments.
Piece first_piece(std::string_view text, bool& in_comment) {
  if (text.starts_with("//")) return {text.size(), "comment"};
  if (text.starts_with("/*")) {
    const std::size_t end = text.find("*/", 2);
    in_comment = end == std::string_view::npos;
    return {in_comment ? text.size() : end + 2, "comment"};
  }
  if (text.front() == '"' || text.front() == '\'') return {end_of_literal(text), "literal"};
  const auto continues = [](char c) { return is_letter(c) || is_digit(c) || c == '\''; };
  if (is_digit(text.front()))
    return {static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), continues) - text.begin()), "literal"};
  if (!is_letter(text.front())) return {};
  const auto in_word = [](char c) { return is_letter(c) || is_digit(c); };
  const auto size = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), in_word) - text.begin());
  return {size, is_keyword(text.substr(0, size)) ? "keyword" : ""};
}

}  // namespace

Node Highlighter::line(std::string_view text) {
  Node code = element("code");
  std::string plain;
  const auto put = [&](std::string_view piece, std::string_view css_class) {
    if (css_class.empty()) {
      plain += piece;
      return;
    }
    if (!plain.empty()) code.add(plain);
    plain.clear();
    code.add(element("span", {{"class", std::string(css_class)}}, {piece}));
  };
  if (const std::size_t start = std::min(text.find_first_not_of(" \t"), text.size());
      !in_comment_ && text.substr(start).starts_with('#')) {
    const std::size_t comment = std::min(text.find("//"), text.size());
    put(text.substr(0, comment), "directive");
    text.remove_prefix(comment);
  }
  while (!text.empty()) {
    Piece piece;
    if (in_comment_) {
      const std::size_t end = text.find("*/");
      in_comment_ = end == std::string_view::npos;
      piece = {in_comment_ ? text.size() : end + 2, "comment"};
    } else {
      piece = first_piece(text, in_comment_);
    }
    put(text.substr(0, piece.size), piece.css_class);
    text.remove_prefix(piece.size);
  }
  if (!plain.empty()) code.add(plain);
  return code;
}

}  // namespace threadmark::report::html
