// Taking a preprocessor's output apart by its line markers (GCC's cpp manual, "Preprocessor Output").
#include "grader/compile/preprocessed.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <set>
#include <string>

namespace threadmark::compile {
namespace {

/// `LINE "FILE" FLAGS`: what follows comes from there.
struct Marker {
  int line = 0;
  std::string file;
  bool of_system = false;
};

std::optional<Marker> marker_of(const Directive& directive) {
  if (!directive.name.empty()) return std::nullopt;
  Marker marker;
  const std::string_view rest = directive.rest;
  const auto number = std::from_chars(rest.data(), rest.data() + rest.size(), marker.line);
  const std::size_t open = rest.find('"');
  const std::size_t close = rest.rfind('"');
  if (number.ec != std::errc() || open == std::string_view::npos || close == open) return std::nullopt;
  marker.file = rest.substr(open + 1, close - open - 1);
  marker.of_system = rest.substr(close).find('3') != std::string_view::npos;
  return marker;
}

bool names_file(std::string_view marked, std::string_view path) {
  return marked == path ||
         (marked.size() > path.size() && marked.ends_with(path) && marked[marked.size() - path.size() - 1] == '/');
}

/// Words with two underscores in front and a parenthesis behind that are no macros.
bool is_keyword_like(std::string_view word) {
  for (const std::string_view known :
       {"__attribute__", "__attribute", "__asm__", "__asm", "__has_include", "__has_cpp_attribute", "__has_builtin",
        "__has_attribute", "__has_feature", "__alignof__", "__typeof__", "__decltype", "__declspec", "_Pragma"})
    if (word == known) return true;
  return word.starts_with("__builtin_") || word.starts_with("__sync_") || word.starts_with("__atomic_") ||
         word.starts_with("__cxa_") || word.starts_with("__gnu_");
}

/// Whether macros take part in opening namespaces.
bool opens_namespaces_by_macro(const LexedFile& lexed) {
  std::set<std::string, std::less<>> macros;
  for (const Directive& directive : lexed.directives) {
    if (directive.name != "define") continue;
    if (directive.rest.find("namespace") != std::string::npos) return true;
    macros.insert(directive.rest.substr(0, directive.rest.find_first_of("( \t")));
  }
  for (std::size_t i = 0; i + 1 < lexed.tokens.size(); ++i)
    if (lexed.tokens[i].text == "namespace" && macros.contains(lexed.tokens[i + 1].text)) return true;
  return false;
}

}  // namespace

bool calls_reserved_macros(const LexedFile& lexed) {
  for (std::size_t i = 0; i + 1 < lexed.tokens.size(); ++i) {
    const std::string& word = lexed.tokens[i].text;
    const bool reserved = word.size() > 1 && word[0] == '_' && (word[1] == '_' || (word[1] >= 'A' && word[1] <= 'Z'));
    if (reserved && lexed.tokens[i + 1].text == "(" && !is_keyword_like(word)) return true;
  }
  return false;
}

bool hides_tokens(const LexedFile& lexed) {
  for (const Directive& directive : lexed.directives)
    if (directive.name == "if" && (directive.rest == "0" || directive.rest == "false")) return true;
  for (std::size_t i = 0; i < lexed.tokens.size(); ++i) {
    const Token& token = lexed.tokens[i];
    if (token.text == "##" || token.text == "%:%:" || token.text == "\\") return true;
    if (token.kind == TokenKind::string && token.text.find("R\"") < 3) return true;
    if (token.text == "_Pragma" && i + 2 < lexed.tokens.size() && lexed.tokens[i + 2].kind != TokenKind::string)
      return true;
  }
  return opens_namespaces_by_macro(lexed) || calls_reserved_macros(lexed);
}

LexedFile part_of(std::string_view preprocessed, std::string_view path, bool with_system) {
  const LexedFile all = lex(preprocessed);
  LexedFile part;
  std::size_t next = 0;
  std::size_t outside = 0;
  bool wanted = false;
  int offset = 0;  // from a line of the output to the file's
  // In the order of the text: tokens up to each directive, then what it changes.
  const auto take_until = [&](std::size_t count) {
    for (; next < all.tokens.size() && (all.tokens[next].in_directive || outside < count); ++next) {
      Token token = all.tokens[next];
      if (token.in_directive) continue;
      ++outside;
      if (!wanted) continue;
      token.line += offset;
      part.tokens.push_back(std::move(token));
    }
  };
  for (const Directive& directive : all.directives) {
    take_until(directive.tokens_before);
    if (const auto marker = marker_of(directive)) {
      wanted = names_file(marker->file, path) && (with_system || !marker->of_system);
      offset = marker->line - directive.line - 1;
    } else if (wanted && directive.name == "pragma") {
      part.directives.push_back(directive);
      part.directives.back().line += offset;
    }
  }
  take_until(all.tokens.size());
  return part;
}

}  // namespace threadmark::compile
