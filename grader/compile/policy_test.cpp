// Tests of the policy: each mechanism is found, and honest code is not.
#include "grader/compile/policy.hpp"

#include <iterator>

#include <gtest/gtest.h>

#include "grader/compile/compile.hpp"
#include "grader/compile/object_policy.hpp"
#include "grader/compile/preprocessed.hpp"

namespace threadmark::compile {
namespace {

/// The rules that a text breaks, as "rule:line".
std::string broken(const std::string& text, const Lesson& lesson = {}) {
  Submission submission;
  submission.files = {{"solution.cpp", text}};
  std::string all;
  for (const Finding& finding : policy_findings(lesson, submission)) {
    EXPECT_EQ(finding.kind, FindingKind::forbidden);
    all += (all.empty() ? "" : " ") + finding.message.id.substr(7) + ":" + std::to_string(finding.where.line);
  }
  return all;
}

TEST(Policy, LetsHonestProgramsPass) {
  for (const char* text : {
           "#include <sys/wait.h>\n#include <pthread.h>\nint main() { pthread_mutex_t m; pthread_mutex_lock(&m); "
           "free(malloc(3)); }",
           "// no dlsym, no asm(\"nop nop\") here\nconst char* s = \"dlsym __tsan_read\";",
           "#if __has_include(<barrier>)\n#include <barrier>\n#endif\n#if __has_include(<sys/wait.h>)\n#endif",
           "#ifndef X_HPP\n#define X_HPP\nclass A { A(int constructor); int constructor_; };\n#endif",
           "void pause_it() { asm volatile(\"pause\" ::: \"memory\"); __asm__ __volatile__(\"\" : : : \"memory\"); "
           "asm(\"mfence\"); }",
           "#pragma once\n#pragma GCC diagnostic ignored \"-Wunused\"\n[[nodiscard]] int f(); int a[2][3]; int b = "
           "a[0][1];",
           "namespace std {\ntemplate <> struct hash<K> { int operator()(K) const; };\ntemplate <class T> struct "
           "less<P<T>> {};\n}",
           "namespace std::ranges {\ntemplate <> inline constexpr bool enable_view<V> = true;\n}",
           "namespace std { template <class T> void swap(P<T>&, P<T>&) noexcept; class mutex; } namespace mine { class "
           "mutex {}; }",
           "_Pragma(\"GCC diagnostic push\") int section(int alias); const char* s = \".init\"; const char* t = "
           "\"_array\";",
           "int line = 1; struct T { void free(); void read(); }; int x = 1'000;",
       })
    EXPECT_EQ(broken(text), "") << text;
}

TEST(Policy, FindsEachMechanismAtItsLine) {
  struct Sample {
    const char* text;
    const char* rules;
  };
  for (const Sample& sample : {
           Sample{"int x;\nextern \"C\" void __tsan_acquire(void*);", "sanitizer:2"},
           Sample{"const char* __tsan_default_options() { return \"\"; }", "sanitizer:1"},
           Sample{"__attribute__((no_sanitize(\"thread\"))) void f() {}", "no-sanitize:1"},
           Sample{"[[gnu::no_sanitize_thread]] void f() {}", "no-sanitize:1"},
           Sample{"#define A no_sanitize\n", "no-sanitize:1"},
           Sample{"#pragma clang attribute push(__attribute__((annotate(\"x\"))), apply_to = function)",
                  "no-sanitize:1"},
           Sample{"int f() {\n  void* p = dlsym(nullptr, \"x\");\n}", "reaches-around:2"},
           Sample{"long f() { return ptrace(0, 0, 0, 0); }", "reaches-around:1"},
           Sample{"void f() { asm(\"lock; incl %0\" : \"+m\"(x)); }", "assembly:1"},
           Sample{"#define A asm\nvoid f() { A (\"nop\" \"; xchg\"); }", "assembly:1"},
           Sample{"asm(R\"(.incbin \"/etc/passwd\")\");", "assembly:1 reads-files:1"},
           Sample{"__attribute__((section(\".preinit_array\"))) void (*f)() = g;", "early-code:1 section:1"},
           Sample{"__attribute__((constructor(101))) void f() {}", "early-code:1"},
           Sample{"[[gnu::constructor]] void f() {}", "early-code:1"},
           Sample{"[[gnu::alias(\"main\")]] void f();", "early-code:1"},
           Sample{"const char* s = \".preinit\"\n  \"_array\";", "section:1"},
           Sample{"_Pragma(\"clang attribute push(__attribute__((x)), apply_to = function)\")", "no-sanitize:1"},
           Sample{"namespace std {\nclass thread {};\n}", "own-std:2"},
           Sample{"namespace std {\ntemplate <> struct hash<K> {};\nusing thread = T;\n}", "own-std:3"},
           Sample{"namespace std::inner { class thread {}; }", "own-std:1"},
           Sample{"namespace std { template <class T> class future {}; }", "own-std:1"},
           Sample{"void f() { threadmark::testing::tell_end(\"\", 0, 1); }", "sanitizer:1"},
           Sample{"#include \"/dev/stdin\"", "reads-files:1"},
           Sample{"#define HEADER <vector>\n#include HEADER", "reads-files:2"},
           Sample{"#include \"../../reference/x.cpp\"", "reads-files:1"},
           Sample{"#if __has_include(\"/etc/shadow\")\n#endif", "reads-files:1"},
           Sample{"#if __has_include(</etc/shadow>)\n#endif", "reads-files:1"},
           Sample{"#line 7 \"driver.cpp\"", "moves-findings:1"},
           Sample{"# 7 \"driver.cpp\"", "moves-findings:1"},
           Sample{"#pragma GCC system_header", "moves-findings:1"},
           Sample{"void f() { execl(\"/proc/self/exe\", \"x\", nullptr); }", "re-exec:1"},
       })
    EXPECT_EQ(broken(sample.text), sample.rules) << sample.text;
}

TEST(Policy, KeepsComponentsFromTheTestingLibrary) {
  Lesson component;
  component.kind = LessonKind::component;
  EXPECT_EQ(broken("#include <gtest/gtest.h>\n#include \"harness/testing/testing.hpp\"", component),
            "drivers-own:1 drivers-own:2");
  EXPECT_EQ(broken("#include <gtest/gtest.h>"), "");
}

TEST(Preprocessed, IsLookedAtOnlyWhereSomethingMayHide) {
  for (const char* text : {"#define A(x) x\nint a = A(1);", "int f(int n) { return __builtin_popcount(n); }",
                           "#if 1\n#endif\n__attribute__((noinline)) void f();"})
    EXPECT_FALSE(hides_tokens(lex(text))) << text;
  for (const char* text : {"#define A(x, y) x##y", "%:define A(x, y) x%:%:y", "#if 0\n#endif", "auto s = R\"(x)\";",
                           "#define P(x) _Pragma(#x)", "__CONCAT(a, b)", "#define OPEN namespace std {\nOPEN }",
                           "#define S std\nnamespace S { class thread {}; }"})
    EXPECT_TRUE(hides_tokens(lex(text))) << text;
}

TEST(Preprocessed, TakesTheSubmissionsPartWithItsLines) {
  const LexedFile part = part_of(
      "# 1 \"head.cpp\"\n# 1 \"solution.hpp\" 1\nint a;\n# 1 \"/usr/include/x.h\" 1 3\nint hidden;\n"
      "# 7 \"solution.hpp\" 2\nint b;\n#pragma GCC optimize 3\n# 9 \"solution.hpp\" 3 4\nsystem\n"
      "# 9 \"solution.hpp\"\n;\n# 2 \"head.cpp\" 2\nint c;\n",
      "solution.hpp", false);
  std::string all;
  for (const Token& token : part.tokens)
    all += token.text + ":" + std::to_string(token.line) + " ";
  EXPECT_EQ(all, "int:1 a:1 ;:1 int:7 b:7 ;:7 ;:9 ");
  ASSERT_EQ(part.directives.size(), 1U);
  EXPECT_EQ(part.directives[0].line, 8);
}

TEST(Policy, IsChangedByALesson) {
  Lesson lesson;
  lesson.policy.allow = {"dlsym", "assembly"};
  lesson.policy.forbid = {"std::barrier", "volatile"};
  EXPECT_EQ(broken("void f() { dlsym(0, 0); asm(\"cli\"); }", lesson), "");
  EXPECT_EQ(broken("#include <barrier>\nstd::barrier b(2);\nvolatile int x; my::barrier c; // std::barrier\n", lesson),
            "lesson:2 lesson:3");
}

TEST(ObjectPolicy, KnowsTheRuntimesNames) {
  for (const char* symbol : {"malloc", "pthread_create", "_Znwm", "_ZdlPv", "__tsan_read4", "sem_post"})
    EXPECT_TRUE(is_runtimes_own(symbol)) << symbol;
  for (const char* symbol : {"main", "_ZnwmPv", "_ZN3FoonwEm", "_Z6mallocm", "_ZNSt6threadC1Ev"})
    EXPECT_FALSE(is_runtimes_own(symbol)) << symbol;
}

TEST(ObjectPolicy, TellsTheCompilersHooksFromCallsToTheDetector) {
  for (const char* symbol : {"__tsan_read4", "__tsan_func_entry", "__tsan_atomic32_load", "__tsan_memcpy", "write"})
    EXPECT_FALSE(speaks_to_detector(symbol)) << symbol;
  for (const char* symbol :
       {"__tsan_acquire", "__tsan_ignore_thread_begin", "AnnotateHappensBefore", "threadmark_tell"})
    EXPECT_TRUE(speaks_to_detector(symbol)) << symbol;
}

TEST(ObjectPolicy, ReadsNothingBeyondTheBytes) {
  std::string bytes("\177ELF\2\1\1", 7);
  for (int size = 0; size < 300; size += 7)
    read_object(bytes + std::string(static_cast<std::size_t>(size), '\xff'));
  EXPECT_TRUE(read_object("").defined.empty());
}

}  // namespace
}  // namespace threadmark::compile
