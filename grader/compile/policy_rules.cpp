// The tables of the policy.
#include <algorithm>
#include <iterator>

#include "grader/compile/policy.hpp"

namespace threadmark::compile {
namespace {

constexpr TokenRule everywhere[] = {
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
    {"threadmark", "sanitizer"},
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

constexpr TokenRule in_strings[] = {
    {".preinit_array", "section"}, {".init_array", "section"},    {".ctors", "section"},
    {".incbin", "reads-files"},    {"/proc/self/exe", "re-exec"}, {"/proc/thread-self/exe", "re-exec"},
};

constexpr std::string_view early_attributes[] = {
    "constructor", "__constructor__", "init_priority", "__init_priority__", "ifunc",       "__ifunc__", "section",
    "__section__", "alias",           "__alias__",     "weakref",           "__weakref__", "naked",     "__naked__"};

constexpr std::string_view harmless_assembly[] = {"",       "pause",    "mfence",  "lfence",
                                                  "sfence", "rep; nop", "rep;nop", "nop"};

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

/// What compilers refer to by themselves when they instrument: prefixes behind `__tsan_`.
constexpr std::string_view compilers_hooks[] = {"read",  "write",  "unaligned_", "volatile_", "vptr_",
                                                "func_", "atomic", "init",       "mem",       "double"};

/// How names begin by which programs speak to detectors or to the runtime.
constexpr std::string_view detectors_names[] = {"__asan_",  "__sanitizer_", "__lsan_",      "__msan_",
                                                "Annotate", "threadmark_",  "__threadmark", "__interceptor_"};

template <class List>
bool has(const List& list, std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

template <class List>
bool has_beginning_of(const List& list, std::string_view name) {
  return std::any_of(std::begin(list), std::end(list), [&](std::string_view start) { return name.starts_with(start); });
}

}  // namespace

std::span<const TokenRule> token_rules() {
  return everywhere;
}

std::span<const TokenRule> string_rules() {
  return in_strings;
}

bool fits(std::string_view rule, std::string_view token) {
  return rule.ends_with("*") ? token.starts_with(rule.substr(0, rule.size() - 1)) : token == rule;
}

bool is_early_attribute(std::string_view name) {
  return has(early_attributes, name);
}

bool is_harmless_assembly(std::string_view text) {
  return has(harmless_assembly, text);
}

bool speaks_to_detector(const std::string& symbol) {
  const std::string_view name = symbol;
  if (!name.starts_with("__tsan_")) return has_beginning_of(detectors_names, name);
  return !has_beginning_of(compilers_hooks, name.substr(7));
}

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

}  // namespace threadmark::compile
