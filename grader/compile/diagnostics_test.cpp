// Tests of reading compilers' words, on texts that clang 19 and g++ 12 wrote.
#include "grader/compile/diagnostics.hpp"

#include <gtest/gtest.h>

namespace threadmark::compile {
namespace {

DiagnosticContext context_with(const std::string& name, const std::string& text = "") {
  return {{{name, text}}, ""};
}

constexpr const char* clang_text =
    "In file included from solution.cpp:1:\n"
    "In file included from /usr/lib/gcc/x86_64-linux-gnu/12/../../../../include/c++/12/vector:64:\n"
    "/usr/lib/gcc/x86_64-linux-gnu/12/../../../../include/c++/12/bits/stl_construct.h:119:25: error: call to deleted "
    "constructor of 'std::mutex'\n"
    "  119 |       ::new((void*)__p) _Tp(std::forward<_Args>(__args)...);\n"
    "      |                         ^   ~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
    "/usr/include/c++/12/bits/stl_uninitialized.h:90:8: note: in instantiation of function template specialization 'x' "
    "requested here\n"
    "solution.cpp:5:5: note: in instantiation of member function 'std::vector<std::mutex>::resize' requested here\n"
    "    5 |   v.resize(3);\n"
    "1 error generated.\n";

constexpr const char* gcc_text =
    "In file included from /usr/include/c++/12/vector:63,\n"
    "                 from solution.cpp:1:\n"
    "/usr/include/c++/12/bits/stl_construct.h: In instantiation of 'void f()':\n"
    "/usr/include/c++/12/bits/stl_vector.h:940:9:   required from 'void std::vector::resize'\n"
    "solution.cpp:5:11:   required from here\n"
    "/usr/include/c++/12/bits/stl_construct.h:119:7: error: use of deleted function 'std::mutex::mutex(const "
    "std::mutex&)'\n";

TEST(Diagnostics, PlaceErrorsOfTheLibraryAtTheStudentsLine) {
  for (const char* text : {clang_text, gcc_text}) {
    const auto findings = compile_errors(text, context_with("solution.cpp"));
    ASSERT_EQ(findings.size(), 1U) << text;
    EXPECT_EQ(findings[0].where, (Location{"solution.cpp", 5}));
    EXPECT_EQ(findings[0].message.id, "build.error");
  }
}

TEST(Diagnostics, UnderstandBothCompilers) {
  struct Sample {
    const char* text;
    const char* id;
  };
  for (const Sample& sample : {
           Sample{"solution.cpp:3:10: error: expected ';' at end of declaration\n", "build.missing-semicolon"},
           Sample{"solution.cpp:3:10: error: expected ',' or ';' before 'return'\n", "build.missing-semicolon"},
           Sample{"solution.cpp:1:10: fatal error: 'x.hpp' file not found\n", "build.no-such-header"},
           Sample{"solution.cpp:1:10: fatal error: x.hpp: No such file or directory\n", "build.no-such-header"},
           Sample{"solution.cpp:2:8: error: no type named 'mutex' in namespace 'std'\n", "build.missing-header"},
           Sample{"solution.cpp:2:8: error: 'mutex' in namespace 'std' does not name a type\n", "build.missing-header"},
           Sample{"solution.cpp:2:8: error: 'mutex' is not a member of 'std'\n", "build.missing-header"},
           Sample{"solution.cpp:2:8: error: use of undeclared identifier 'foo'\n", "build.undefined-name"},
           Sample{"solution.cpp:2:8: error: 'foo' was not declared in this scope\n", "build.undefined-name"},
           Sample{"solution.cpp:2:8: error: use of undeclared identifier 'fork'\n", "build.missing-header"},
       })
    EXPECT_EQ(compile_errors(sample.text, context_with("solution.cpp")).front().message.id, sample.id) << sample.text;
}

TEST(Diagnostics, LookBehindStdWhereNothingIsIncluded) {
  const auto context = context_with("solution.cpp", "int main() {\n  std::vector<int> v;\n}\n");
  for (const char* text : {"solution.cpp:2:3: error: use of undeclared identifier 'std'\n",
                           "solution.cpp:2:3: error: 'std' has not been declared\n"}) {
    const auto findings = compile_errors(text, context);
    EXPECT_EQ(findings.front().message.id, "build.missing-header");
    EXPECT_EQ(findings.front().message.args.at("header"), "<vector>");
  }
}

TEST(Diagnostics, SayWhatTheContractAsksForWhenTheDriverFails) {
  DiagnosticContext context = context_with("solution.hpp");
  context.lesson_text = "Call `put(x)` often.\n\n```cpp\n    void put(T item);  // blocks\n```\n";
  const auto findings = compile_errors("driver.cpp:7:5: error: no member named 'put' in 'Queue<int>'\n", context);
  EXPECT_EQ(findings.front().message.id, "build.no-member-expected");
  EXPECT_EQ(findings.front().message.args.at("expected"), "void put(T item);");
  EXPECT_EQ(findings.front().where.line, 0);
}

TEST(Diagnostics, KeepFewFindingsAndTheFirstFirst) {
  std::string text;
  for (int i = 1; i < 20; ++i)
    text += "solution.cpp:" + std::to_string(i) + ":1: error: something " + std::to_string(i) + "\n";
  const auto findings = compile_errors(text, context_with("solution.cpp"));
  EXPECT_EQ(findings.size(), 5U);
  EXPECT_EQ(findings.front().where.line, 1);
}

TEST(Diagnostics, AreNeverEmpty) {
  EXPECT_EQ(compile_errors("", context_with("x")).size(), 1U);
  EXPECT_EQ(link_errors("nonsense", context_with("x")).size(), 1U);
}

TEST(Diagnostics, ReadBothLinkers) {
  const auto context = context_with("solution.cpp");
  for (const char* text :
       {"ld.lld: error: undefined symbol: g()\n>>> referenced by solution.cpp:2\n>>>               "
        "/box/build/0.o:(main)\n",
        "/usr/bin/ld: /box/build/0.o: in function `main':\nsolution.cpp:2: undefined reference to `g()'\n"}) {
    const auto findings = link_errors(text, context);
    EXPECT_EQ(findings.front().message.id, "build.undefined-reference");
    EXPECT_EQ(findings.front().message.args.at("symbol"), "g()");
    EXPECT_EQ(findings.front().where.line, 2) << text;
  }
  EXPECT_EQ(link_errors("ld.lld: error: undefined symbol: main\n", context).front().message.id, "build.missing-main");
  EXPECT_EQ(link_errors("ld.lld: error: duplicate symbol: main\n", context).front().message.id, "build.duplicate-main");
}

}  // namespace
}  // namespace threadmark::compile
