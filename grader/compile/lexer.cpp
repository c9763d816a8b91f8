// A small C++ lexer: phases 2 and 3 of translation, and `#if 0`.
#include "grader/compile/lexer.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace threadmark::compile {
namespace {

constexpr std::array<std::string_view, 33> long_punctuators = {
    "<=>", "...", "<<=", ">>=", "->*", "%:%:", "::", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&",
    "||",  "+=",  "-=",  "*=",  "/=",  "%=",   "&=", "|=", "^=", "##", ".*", "<:", ":>", "<%", "%>", "%:"};

bool starts_identifier(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || c == '$' || (c & 0x80) != 0;
}
bool continues_identifier(char c) {
  return starts_identifier(c) || std::isdigit(static_cast<unsigned char>(c));
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Walks over a text with its continued lines joined; knows the line of each character.
class Lexer {
 public:
  explicit Lexer(std::string_view text) { join_lines(text); }

  LexedFile run() {
    while (at_ < text_.size())
      step();
    return std::move(file_);
  }

 private:
  void join_lines(std::string_view text) {
    int line = 1;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (std::size_t i = 0; i < text.size(); ++i) {
      std::size_t next = i + 1;
      if (text[i] == '\\') {
        if (next < text.size() && text[next] == '\r') ++next;
        if (next < text.size() && text[next] == '\n') {
          ++line;
          i = next;
          continue;
        }
      }
      text_.push_back(text[i]);
      lines_.push_back(line);
      if (text[i] == '\n') ++line;
    }
  }

  bool looking_at(std::string_view what) const { return std::string_view(text_).substr(at_).starts_with(what); }
  int line() const { return at_ < lines_.size() ? lines_[at_] : 0; }

  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      at_line_start_ = true;
      in_directive_ = false;
      ++at_;
    } else if (std::isspace(static_cast<unsigned char>(c)) || c == '\0') {
      ++at_;
    } else if (skip_comment()) {
    } else if (at_line_start_ && (c == '#' || looking_at("%:"))) {
      directive();
    } else {
      at_line_start_ = false;
      token();
    }
  }

  bool skip_comment() {
    if (looking_at("//")) {
      at_ = std::min(text_.find('\n', at_), text_.size());
      return true;
    }
    if (!looking_at("/*")) return false;
    const std::size_t end = text_.find("*/", at_ + 2);
    at_ = end == std::string::npos ? text_.size() : end + 2;
    return true;
  }

  /// The rest of the line without comments, not moving on.
  std::string rest_of_line(std::size_t from) const {
    std::string rest;
    for (std::size_t i = from; i < text_.size() && text_[i] != '\n'; ++i) {
      if (text_.compare(i, 2, "//") == 0) break;
      if (text_.compare(i, 2, "/*") == 0) {
        const std::size_t end = text_.find("*/", i + 2);
        if (end == std::string::npos) break;
        i = end + 1;
        rest.push_back(' ');
        continue;
      }
      if (text_[i] != '\r') rest.push_back(text_[i]);
    }
    while (!rest.empty() && std::isspace(static_cast<unsigned char>(rest.back())))
      rest.pop_back();
    return rest;
  }

  void directive() {
    Directive found;
    found.line = line();
    found.tokens_before = outside_;
    at_ += looking_at("%:") ? 2 : 1;
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t'))
      ++at_;
    const std::size_t start = at_;
    while (at_ < text_.size() && continues_identifier(text_[at_]) && !(at_ == start && is_digit(text_[at_])))
      ++at_;
    found.name = text_.substr(start, at_ - start);
    std::size_t rest = at_;
    while (rest < text_.size() && (text_[rest] == ' ' || text_[rest] == '\t'))
      ++rest;
    found.rest = rest_of_line(rest);
    const std::string name = found.name;
    const bool never = name == "if" && (found.rest == "0" || found.rest == "false");
    file_.directives.push_back(std::move(found));
    in_directive_ = true;
    at_line_start_ = false;
    if (name == "include" || name == "include_next" || name == "import")
      at_ = std::min(text_.find('\n', at_), text_.size());
    if (never) skip_disabled();
  }

  /// To the #else, #elif or #endif that belongs to an #if 0.
  void skip_disabled() {
    int depth = 1;
    while (depth > 0 && at_ < text_.size()) {
      at_ = std::min(text_.find('\n', at_), text_.size());
      std::size_t next = text_.find_first_not_of(" \t\r\n", at_);
      if (next == std::string::npos) {
        at_ = text_.size();
        return;
      }
      if (text_[next] != '#') {
        at_ = next;
        continue;
      }
      next = text_.find_first_not_of(" \t", next + 1);
      const std::string_view word =
          next == std::string::npos ? std::string_view() : std::string_view(text_).substr(next, 6);
      if (word.starts_with("if")) ++depth;
      if (word.starts_with("endif") || (depth == 1 && word.starts_with("el"))) --depth;
      at_ = next == std::string::npos ? text_.size() : next;
    }
    at_ = std::min(text_.find('\n', at_), text_.size());
  }

  void add(TokenKind kind, std::size_t start) {
    file_.tokens.push_back({kind, text_.substr(start, at_ - start), lines_[start], in_directive_});
    if (!in_directive_) ++outside_;
  }

  void token() {
    const std::size_t start = at_;
    const char c = text_[at_];
    if (starts_identifier(c)) {
      while (at_ < text_.size() && continues_identifier(text_[at_]))
        ++at_;
      const std::string_view word = std::string_view(text_).substr(start, at_ - start);
      const bool prefix = word == "L" || word == "u" || word == "U" || word == "u8";
      const bool raw = word == "R" || word == "LR" || word == "uR" || word == "UR" || word == "u8R";
      if (raw && at_ < text_.size() && text_[at_] == '"') return raw_string(start);
      if (prefix && at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'')) return quoted(start);
      return add(TokenKind::identifier, start);
    }
    if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) return number(start);
    if (c == '"' || c == '\'') return quoted(start);
    for (const std::string_view punctuator : long_punctuators)
      if (looking_at(punctuator)) {
        at_ += punctuator.size();
        return add(TokenKind::punctuator, start);
      }
    ++at_;
    add(TokenKind::punctuator, start);
  }

  void number(std::size_t start) {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const char before = at_ > start ? text_[at_ - 1] : '0';
      const bool sign = (c == '+' || c == '-') && std::string_view("eEpP").find(before) != std::string_view::npos;
      const bool separator = c == '\'' && at_ + 1 < text_.size() && continues_identifier(text_[at_ + 1]);
      if (!continues_identifier(c) && c != '.' && !sign && !separator) break;
      ++at_;
    }
    add(TokenKind::number, start);
  }

  /// A string or character literal; one that is not closed ends with its line.
  void quoted(std::size_t start) {
    const char quote = text_[at_++];
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n')
      at_ += text_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_, text_.size());
    if (at_ < text_.size() && text_[at_] == quote) ++at_;
    add(quote == '"' ? TokenKind::string : TokenKind::character, start);
  }

  void raw_string(std::size_t start) {
    const std::size_t open = text_.find('(', at_);
    if (open == std::string::npos) return quoted(start);
    const std::string close = ")" + text_.substr(at_ + 1, open - at_ - 1) + "\"";
    const std::size_t end = text_.find(close, open);
    at_ = end == std::string::npos ? text_.size() : end + close.size();
    add(TokenKind::string, start);
  }

  std::string text_;
  std::vector<int> lines_;
  LexedFile file_;
  std::size_t at_ = 0;
  std::size_t outside_ = 0;
  bool at_line_start_ = true;
  bool in_directive_ = false;
};

}  // namespace

LexedFile lex(std::string_view text) {
  return Lexer(text).run();
}

}  // namespace threadmark::compile
