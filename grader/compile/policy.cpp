// The policy of every lesson over the tokens that the student wrote, and over those that the preprocessor makes of
// them.
#include "grader/compile/policy.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <vector>

#include "grader/compile/compile.hpp"
#include "grader/compile/lexer.hpp"
#include "grader/compile/preprocessed.hpp"

namespace threadmark::compile {
namespace {

/// What is between the quotes of a plain string literal.
std::string_view inside(std::string_view literal) {
  const auto first = literal.find('"');
  const auto last = literal.rfind('"');
  return first == std::string_view::npos || last <= first ? std::string_view()
                                                          : literal.substr(first + 1, last - first - 1);
}

std::string trimmed(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == 'n' || text[i + 1] == 't')) {
      ++i;
      continue;
    }
    result.push_back(text[i]);
  }
  const auto first = result.find_first_not_of(" \t;");
  const auto last = result.find_last_not_of(" \t;");
  return first == std::string::npos ? std::string() : result.substr(first, last - first + 1);
}

/// A literal's text as _Pragma sees it: quotes and backslashes without the backslash before them.
std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    result.push_back(text[i]);
  }
  return result;
}

/// Looks at one file, token by token.
class Inspector {
 public:
  Inspector(const Lesson& lesson, const std::string& path, const LexedFile& lexed)
      : lesson_(lesson), path_(path), lexed_(lexed) {}

  std::vector<Finding> run() {
    for (const Directive& directive : lexed_.directives)
      look_at(directive);
    for (std::size_t i = 0; i < lexed_.tokens.size(); ++i)
      look_at(i);
    look_for_own_list();
    look_for_own_std();
    return std::move(findings_);
  }

 private:
  const Token& token(std::size_t i) const {
    static const Token none;
    return i < lexed_.tokens.size() ? lexed_.tokens[i] : none;
  }

  void report(const std::string& rule, const std::string& token, int line) {
    if (is_allowed(lesson_, rule, token)) return;
    if (seen_.insert({rule + token, line}).second) findings_.push_back(forbidden(rule, token, {path_, line}));
  }

  void look_at(const Directive& directive) {
    const bool takes_in = directive.name == "include" || directive.name == "include_next" ||
                          directive.name == "embed" || directive.name == "import";
    const bool linemarker = directive.name == "line" || (directive.name.empty() && !directive.rest.empty());
    if (directive.name == "embed" || directive.name == "include_next" || directive.name == "import")
      report("reads-files", "#" + directive.name, directive.line);
    if (takes_in && (directive.rest.find("..") != std::string::npos ||
                     directive.rest.find("\"/") != std::string::npos || directive.rest.find("</") != std::string::npos))
      report("reads-files", directive.rest, directive.line);
    // A name that a macro makes could be any.
    if (takes_in && !directive.rest.empty() && directive.rest[0] != '<' && directive.rest[0] != '"')
      report("reads-files", "#" + directive.name + " " + directive.rest, directive.line);
    if (linemarker) report("moves-findings", "#line", directive.line);
    if (takes_in && lesson_.kind == LessonKind::component)
      for (const std::string_view folder : {"gtest/", "gmock/", "harness/"})
        if (directive.rest.find(folder) == 1) report("drivers-own", directive.rest, directive.line);
    if (directive.name == "pragma") look_at_pragma(directive);
  }

  void look_at_pragma(const Directive& directive) {
    if (directive.rest.find("system_header") != std::string::npos)
      report("moves-findings", "#pragma " + directive.rest, directive.line);
    if (directive.rest.find("clang attribute") != std::string::npos ||
        directive.rest.find("GCC optimize") != std::string::npos || directive.rest.find("weak") == 0 ||
        directive.rest.find("redefine_extname") == 0)
      report("no-sanitize", "#pragma " + directive.rest, directive.line);
  }

  void look_at(std::size_t i) {
    const Token& one = token(i);
    if (one.kind == TokenKind::identifier) {
      for (const TokenRule& rule : token_rules())
        if (fits(rule.token, one.text)) report(std::string(rule.rule), one.text, one.line);
      if (one.text == "asm" || one.text == "__asm" || one.text == "__asm__") look_at_assembly(i);
      if (one.text == "__attribute__" || one.text == "__attribute") look_at_attribute(i + 1, ")");
      if (one.text == "__has_include" && one.in_directive) look_at_has_include(i);
      if (one.text == "_Pragma" && token(i + 1).text == "(" && token(i + 2).kind == TokenKind::string)
        look_at_pragma({"pragma", unescaped(inside(token(i + 2).text)), one.line, 0});
    } else if (one.kind == TokenKind::string) {
      // Literals that stand side by side are one.
      if (i > 0 && token(i - 1).kind == TokenKind::string) return;
      std::string whole;
      for (std::size_t n = i; token(n).kind == TokenKind::string; ++n)
        whole += inside(token(n).text);
      for (const TokenRule& rule : string_rules())
        if (whole.find(rule.token) != std::string::npos)
          report(std::string(rule.rule), std::string(rule.token), one.line);
    } else if (one.text == "[" && token(i + 1).text == "[") {
      look_at_attribute(i + 2, "]");
    }
  }

  void look_at_attribute(std::size_t i, std::string_view end) {
    constexpr std::size_t longest = 64;
    int depth = 0;
    for (std::size_t n = 0; n < longest && i < lexed_.tokens.size(); ++n, ++i) {
      const std::string& text = token(i).text;
      if (text == "(") ++depth;
      if (text == ")") --depth;
      if (is_early_attribute(text)) report("early-code", text, token(i).line);
      if (depth <= 0 && text == end) return;
    }
  }

  void look_at_assembly(std::size_t i) {
    const int line = token(i).line;
    const std::string word = token(i).text;
    std::size_t next = i + 1;
    constexpr std::string_view qualifiers[] = {"volatile", "__volatile__", "__volatile", "inline", "goto"};
    while (std::find(std::begin(qualifiers), std::end(qualifiers), token(next).text) != std::end(qualifiers))
      ++next;
    if (token(next).text != "(") return report("assembly", word, line);
    std::string all;
    for (++next; token(next).kind == TokenKind::string; ++next)
      all += inside(token(next).text);
    const std::string text = trimmed(all);
    if (!is_harmless_assembly(text) || (token(next).text != ":" && token(next).text != ")" && token(next).text != "::"))
      report("assembly", word, line);
  }

  void look_at_has_include(std::size_t i) {
    for (std::size_t n = i + 1; n < i + 8 && token(n).in_directive && token(n).line == token(i).line; ++n)
      if (token(n).text == "/" || token(n).text.find("\"/") == 0 || token(n).text.find("..") != std::string::npos) {
        // A header's folder, as in <sys/wait.h>, has no slash in front of it.
        if (token(n).text == "/" && token(n - 1).text != "<") continue;
        report("reads-files", "__has_include", token(i).line);
      }
  }

  /// What this lesson forbids besides: single tokens, or names with `::` in them.
  void look_for_own_list() {
    for (const std::string& name : lesson_.policy.forbid) {
      std::vector<std::string> parts;
      for (const Token& part : lex(name).tokens)
        parts.push_back(part.text);
      for (std::size_t i = 0; !parts.empty() && i + parts.size() <= lexed_.tokens.size(); ++i) {
        bool same = true;
        for (std::size_t k = 0; k < parts.size(); ++k)
          same = same && token(i + k).text == parts[k];
        if (same) report("lesson", name, token(i).line);
      }
    }
  }

  /// A program may specialise templates of namespace std and add nothing to it: a thread or mutex of its own there
  /// would take the place of those that are watched.
  void look_for_own_std() {
    for (std::size_t i = 0; i + 2 < lexed_.tokens.size(); ++i) {
      if (token(i).text != "namespace" || token(i + 1).text != "std" || token(i).in_directive) continue;
      std::size_t open = i + 2;
      while (token(open).text == "::" || token(open).text == "inline" || token(open).kind == TokenKind::identifier)
        ++open;
      if (token(open).text == "{") look_into_std(open + 1);
    }
  }

  void look_into_std(std::size_t i) {
    int depth = 0;
    bool at_start = true;
    for (; i < lexed_.tokens.size(); ++i) {
      if (token(i).in_directive) continue;
      const std::string& text = token(i).text;
      if (depth == 0 && text == "}") return;
      if (depth == 0 && at_start && text != ";" && !is_allowed_in_std(i)) report("own-std", text, token(i).line);
      if (text == "{" || text == "(") ++depth;
      if (text == "}" || text == ")") --depth;
      at_start = depth == 0 && (text == ";" || text == "}");
    }
  }

  /// Whether a declaration that begins here is a template's specialisation, a function template, or only a name.
  bool is_allowed_in_std(std::size_t i) const {
    const auto is_class_key = [&](std::size_t n) { return token(n).text == "class" || token(n).text == "struct"; };
    if (token(i).text != "template") return is_class_key(i) && token(i + 2).text == ";";
    std::size_t n = i + 1;
    for (int angles = 0; n < lexed_.tokens.size(); ++n) {
      angles += token(n).text == "<" ? 1 : token(n).text == ">" ? -1 : token(n).text == ">>" ? -2 : 0;
      if (angles <= 0) break;
    }
    if (token(n + 1).text == "using") return false;
    if (!is_class_key(n + 1)) return true;
    return token(n + 3).text == "<" || token(n + 3).text == ";";
  }

  const Lesson& lesson_;
  const std::string& path_;
  const LexedFile& lexed_;
  std::vector<Finding> findings_;
  std::set<std::pair<std::string, int>> seen_;
};

}  // namespace

std::vector<Finding> policy_findings(const Lesson& lesson, const Submission& submission) {
  std::vector<Finding> findings;
  for (const SubmittedFile& file : submission.files)
    for (Finding& finding : token_findings(lesson, file.path, lex(file.content)))
      findings.push_back(std::move(finding));
  return findings;
}

std::vector<Finding> token_findings(const Lesson& lesson, const std::string& path, const LexedFile& lexed) {
  return Inspector(lesson, path, lexed).run();
}

}  // namespace threadmark::compile
