// Making names readable.
#include "grader/observe/function_name.hpp"

#include <array>
#include <cctype>
#include <cstdlib>
#include <memory>

#include <cxxabi.h>

namespace threadmark::observe {
namespace {

constexpr std::size_t longest_mangled = 4096;  // the demangler recurses
constexpr std::size_t longest_shown = 300;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// What the two compilers call a lambda's type: `{lambda()#1}`, `'lambda'(int)` and `$_0`.
void name_lambdas(std::string& text) {
  for (std::size_t at = text.find("{lambda("); at != std::string::npos; at = text.find("{lambda(", at + 6)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string::npos) break;
    text.replace(at, end + 1 - at, "lambda");
  }
  for (std::size_t at = text.find("$_"); at != std::string::npos; at = text.find("$_", at + 6)) {
    std::size_t end = at + 2;
    while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0)
      ++end;
    text.replace(at, end - at, "lambda");
  }
  for (std::size_t at = text.find("'lambda"); at != std::string::npos; at = text.find("'lambda", at + 6)) {
    const std::size_t quote = text.find('\'', at + 1);
    if (quote == std::string::npos) break;
    std::size_t end = quote + 1;
    if (end < text.size() && text[end] == '(') {
      const std::size_t close = text.find(')', end);
      if (close != std::string::npos) end = close + 1;
    }
    text.replace(at, end - at, "lambda");
  }
}

/// Where the brackets that open at `at` close, or npos.
std::size_t closing(std::string_view text, std::size_t at, char open, char close) {
  int depth = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    if (text[i] == open) ++depth;
    if (text[i] == close && --depth == 0) return i;
  }
  return std::string_view::npos;
}

/// The text without its parameter lists (`main(int)::x` keeps `main::x`) and its template arguments; `operator()`
/// stays.
std::string without_lists(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool after_operator = out.ends_with("operator") || out.ends_with("operator<");
    if (after_operator && text.substr(i).starts_with("()")) {
      out += "()";
      ++i;
    } else if (text[i] == '(' || (text[i] == '<' && !after_operator)) {
      const std::size_t end = text[i] == '(' ? closing(text, i, '(', ')') : closing(text, i, '<', '>');
      if (end == std::string_view::npos) break;
      i = end;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

}  // namespace

std::string without_parameters(std::string_view demangled) {
  std::string text(demangled.substr(0, longest_mangled));
  replace_all(text, "(anonymous namespace)::", "");
  name_lambdas(text);
  text = without_lists(text);
  for (const std::string_view suffix : {" const", " volatile", " &", " &&", " const", " [clone .cold]"})
    if (text.ends_with(suffix)) text.resize(text.size() - suffix.size());
  // A return type (of templates) stands before the last blank that is not part of `operator new` and the like.
  const std::size_t operator_at = text.rfind("operator ");
  const std::size_t blank = text.rfind(' ', operator_at == std::string::npos ? operator_at : operator_at - 1);
  if (blank != std::string::npos && operator_at != 0 && blank + 1 < text.size() &&
      (is_name_character(text[blank + 1]) || text[blank + 1] == '~'))
    text.erase(0, blank + 1);
  if (text.ends_with("lambda::operator()")) text.resize(text.size() - std::string_view("::operator()").size());
  if (text.size() > longest_shown) text.resize(longest_shown);
  return text;
}

std::string readable_name(std::string_view linkage_name) {
  if (!linkage_name.starts_with("_Z") || linkage_name.size() > longest_mangled)
    return std::string(linkage_name.substr(0, longest_shown));
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> demangled(
      abi::__cxa_demangle(std::string(linkage_name).c_str(), nullptr, nullptr, &status), &std::free);
  if (status != 0 || demangled == nullptr) return std::string(linkage_name.substr(0, longest_shown));
  return without_parameters(demangled.get());
}

}  // namespace threadmark::observe
