// The policy of every lesson over the tokens that the student wrote.
#include "grader/compile/policy.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "grader/compile/compile.hpp"
#include "grader/compile/lexer.hpp"

namespace threadmark::compile {
namespace {

/// A token that is forbidden wherever it stands, and the rule that forbids it. With a star at the end: every token that
/// begins so.
struct TokenRule {
  std::string_view token;
  std::string_view rule;
};

constexpr TokenRule token_rules[] = {
    {"__tsan_*", "sanitizer"},
    {"__asan_*", "sanitizer"},
    {"__sanitizer_*", "sanitizer"},
    {"__ubsan_*", "sanitizer"},
    {"__lsan_*", "sanitizer"},
    {"__msan_*", "sanitizer"},
    {"AnnotateHappens*", "sanitizer"},
    {"AnnotateIgnore*", "sanitizer"},
    {"AnnotateBenign*", "sanitizer"},
    {"AnnotateRWLock*", "sanitizer"},
    {"VALGRIND_*", "sanitizer"},
    {"ANNOTATE_*", "sanitizer"},
    {"__threadmark*", "sanitizer"},
    {"threadmark_*", "sanitizer"},
    {"no_sanitize*", "no-sanitize"},
    {"__no_sanitize*", "no-sanitize"},
    {"disable_sanitizer_instrumentation", "no-sanitize"},
    {"no_sanitize_thread", "no-sanitize"},
    {"no_instrument_function", "no-sanitize"},
    {"dlsym", "reaches-around"},
    {"dlvsym", "reaches-around"},
    {"dlopen", "reaches-around"},
    {"dlmopen", "reaches-around"},
    {"ptrace", "reaches-around"},
    {"process_vm_writev", "reaches-around"},
    {"process_vm_readv", "reaches-around"},
    {"SYS_ptrace", "reaches-around"},
    {"__NR_ptrace", "reaches-around"},
};

/// Text in a string that does its harm there: sections that run early, files that are read by the assembler, our own
/// executable.
constexpr TokenRule string_rules[] = {
    {".preinit_array", "section"}, {".init_array", "section"},    {".ctors", "section"},
    {".incbin", "reads-files"},    {"/proc/self/exe", "re-exec"}, {"/proc/thread-self/exe", "re-exec"},
};

/// Attributes that run code before main or after it.
constexpr std::string_view early_attributes[] = {"constructor",       "__constructor__", "init_priority",
                                                 "__init_priority__", "ifunc",           "__ifunc__"};

/// Assembly that hides nothing: nothing at all, a pause, fences.
constexpr std::string_view harmless_assembly[] = {"",       "pause",    "mfence",  "lfence",
                                                  "sfence", "rep; nop", "rep;nop", "nop"};

bool fits(std::string_view rule, std::string_view token) {
  return rule.ends_with("*") ? token.starts_with(rule.substr(0, rule.size() - 1)) : token == rule;
}

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

/// Looks at one file, token by token.
class Inspector {
 public:
  Inspector(const Lesson& lesson, const SubmittedFile& file)
      : lesson_(lesson), file_(file), lexed_(lex(file.content)) {}

  std::vector<Finding> run() {
    for (const Directive& directive : lexed_.directives)
      look_at(directive);
    for (std::size_t i = 0; i < lexed_.tokens.size(); ++i)
      look_at(i);
    look_for_own_list();
    return std::move(findings_);
  }

 private:
  const Token& token(std::size_t i) const {
    static const Token none;
    return i < lexed_.tokens.size() ? lexed_.tokens[i] : none;
  }

  void report(const std::string& rule, const std::string& token, int line) {
    if (is_allowed(lesson_, rule, token)) return;
    if (seen_.insert({rule + token, line}).second) findings_.push_back(forbidden(rule, token, {file_.path, line}));
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
    if (linemarker) report("moves-findings", "#line", directive.line);
    if (directive.name != "pragma") return;
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
      for (const TokenRule& rule : token_rules)
        if (fits(rule.token, one.text)) report(std::string(rule.rule), one.text, one.line);
      if (one.text == "asm" || one.text == "__asm" || one.text == "__asm__") look_at_assembly(i);
      if (one.text == "__attribute__" || one.text == "__attribute") look_at_attribute(i + 1, ")");
      if (one.text == "__has_include" && one.in_directive) look_at_has_include(i);
    } else if (one.kind == TokenKind::string) {
      for (const TokenRule& rule : string_rules)
        if (inside(one.text).find(rule.token) != std::string_view::npos)
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
      for (const std::string_view early : early_attributes)
        if (text == early) report("early-code", text, token(i).line);
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
    const bool harmless =
        std::find(std::begin(harmless_assembly), std::end(harmless_assembly), text) != std::end(harmless_assembly);
    if (!harmless || (token(next).text != ":" && token(next).text != ")" && token(next).text != "::"))
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

  const Lesson& lesson_;
  const SubmittedFile& file_;
  LexedFile lexed_;
  std::vector<Finding> findings_;
  std::set<std::pair<std::string, int>> seen_;
};

/// Functions of the C library that the runtime stands in for.
constexpr std::string_view runtime_functions[] = {
    "malloc",
    "free",
    "calloc",
    "realloc",
    "aligned_alloc",
    "posix_memalign",
    "memalign",
    "valloc",
    "fork",
    "vfork",
    "_exit",
    "_Exit",
    "exit",
    "nanosleep",
    "clock_nanosleep",
    "clock_gettime",
    "usleep",
    "sleep",
    "sched_yield",
    "syscall",
    "__libc_start_main",
    "__cxa_guard_acquire",
    "__cxa_guard_release",
    "__cxa_throw",
    "mmap",
    "munmap",
    "waitpid",
    "wait",
    "sigaction",
    "signal",
    "write",
    "read",
};

}  // namespace

Finding forbidden(const std::string& rule, const std::string& token, const Location& where) {
  Finding finding;
  finding.kind = FindingKind::forbidden;
  finding.check = "policy";
  finding.message = {"policy." + rule, {{"token", token}}};
  finding.where = where;
  return finding;
}

bool is_allowed(const Lesson& lesson, const std::string& rule, const std::string& token) {
  const auto& allow = lesson.policy.allow;
  return std::any_of(allow.begin(), allow.end(),
                     [&](const std::string& name) { return name == rule || fits(name, token); });
}

bool is_runtimes_own(const std::string& symbol) {
  for (const std::string_view start : {"__tsan_", "__asan_", "__sanitizer_", "__ubsan_", "__lsan_", "pthread_", "sem_",
                                       "Annotate", "threadmark_", "__interceptor_"})
    if (symbol.starts_with(start)) return true;
  // Global operator new and delete, in all their forms but the one that places (an inline function of <new>).
  for (const std::string_view placing : {"_ZnwmPv", "_ZnamPv", "_ZdlPvS_", "_ZdaPvS_"})
    if (symbol == placing) return false;
  for (const std::string_view start : {"_Znw", "_Zna", "_Zdl", "_Zda"})
    if (symbol.starts_with(start)) return true;
  return std::find(std::begin(runtime_functions), std::end(runtime_functions), symbol) != std::end(runtime_functions);
}

bool is_reaching_around(const std::string& symbol) {
  for (const std::string_view name :
       {"dlsym", "dlvsym", "dlopen", "dlmopen", "ptrace", "process_vm_readv", "process_vm_writev"})
    if (symbol == name) return true;
  return false;
}

std::string readable_symbol(const std::string& symbol) {
  if (symbol.starts_with("_Znw") || symbol.starts_with("_Zna")) return "operator new";
  if (symbol.starts_with("_Zdl") || symbol.starts_with("_Zda")) return "operator delete";
  return symbol;
}

std::vector<Finding> policy_findings(const Lesson& lesson, const Submission& submission) {
  std::vector<Finding> findings;
  for (const SubmittedFile& file : submission.files)
    for (Finding& finding : Inspector(lesson, file).run())
      findings.push_back(std::move(finding));
  return findings;
}

}  // namespace threadmark::compile
