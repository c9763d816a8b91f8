// Reading the head of a file.
#include "grader/compile/includes.hpp"

#include <algorithm>

namespace threadmark::compile {
namespace {

/// The name in `<…>`, or empty. Names that could be anything but a header of the system are left to the compiler.
std::string angled_name(const Directive& directive) {
  const std::string& rest = directive.rest;
  if (directive.name != "include" || rest.size() < 3 || rest.front() != '<' || rest.back() != '>') return {};
  const std::string name = rest.substr(1, rest.size() - 2);
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '/' || c == '+' || c == '-';
  });
  return plain && name.front() != '/' && name.find("..") == std::string::npos ? name : std::string();
}

std::vector<std::string> includes_from(const LexedFile& file, std::size_t first, std::size_t tokens) {
  std::vector<std::string> names;
  std::string guard;
  for (std::size_t i = first; i < file.directives.size(); ++i) {
    const Directive& directive = file.directives[i];
    if (directive.tokens_before > tokens) break;
    if (directive.name == "include") {
      const std::string name = angled_name(directive);
      if (!name.empty()) add_includes(names, {name});
      if (name.empty() && !directive.rest.starts_with("\"")) break;
    } else if (directive.name == "ifndef" && guard.empty()) {
      guard = directive.rest;
    } else if (directive.name == "define" && !guard.empty() && directive.rest == guard) {
      continue;
    } else if (directive.name != "pragma" || directive.rest != "once") {
      break;
    }
  }
  return names;
}

}  // namespace

void add_includes(std::vector<std::string>& to, const std::vector<std::string>& more) {
  for (const std::string& name : more)
    if (std::find(to.begin(), to.end(), name) == to.end()) to.push_back(name);
}

std::vector<std::string> leading_includes(const LexedFile& file) {
  return includes_from(file, 0, 0);
}

std::vector<std::string> leading_includes_after(const LexedFile& file, std::string_view quoted_name) {
  for (std::size_t i = 0; i < file.directives.size(); ++i)
    if (file.directives[i].name == "include" && file.directives[i].rest == "\"" + std::string(quoted_name) + "\"")
      return includes_from(file, i + 1, file.directives[i].tokens_before);
  return {};
}

}  // namespace threadmark::compile
