// Tests of the compile station on real compilers: programs, components, precompiled headers, the words of errors.
#include "grader/compile/compile.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "grader/compile/toolchains.hpp"

namespace threadmark::compile {
namespace {

namespace fs = std::filesystem;

/// What all tests share: the machine's toolchain and sandbox, and a cache of their own.
struct Shared {
  fs::path folder;
  Means means;

  static fs::path make_folder() {
    std::string name = (fs::temp_directory_path() / "threadmark-compile-XXXXXX").string();
    return ::mkdtemp(name.data());
  }
  Shared()
      : folder(make_folder()),
        means{*find_toolchain(), {}, *sandbox::Sandbox::open(sandbox::Level::off), folder / "cache"} {
    means.runtime = *find_runtime_files();
  }
  ~Shared() { fs::remove_all(folder); }
};

Shared& shared() {
  static Shared all;
  return all;
}

class CompileTest : public ::testing::Test {
 protected:
  CompileTest() : workspace_(Shared::make_folder()) {
    fs::permissions(workspace_.root(), fs::perms::owner_all);
    for (const fs::path& folder : {workspace_.source(), workspace_.build(), workspace_.root() / "lesson"})
      fs::create_directory(folder);
    lesson_.files = {"solution.cpp"};
    lesson_.folder = workspace_.root();
  }

  Build compiled(const std::string& text, std::vector<ProgramFlavour> flavours = {ProgramFlavour::tsan}) {
    submission_.files = {{lesson_.files.front(), text}};
    std::ofstream(workspace_.source() / lesson_.files.front()) << text;
    auto build = compile(shared().means, {lesson_, submission_, workspace_, std::move(flavours)});
    EXPECT_TRUE(build) << build.error().message;
    return build.value_or(Build{});
  }

  void be_component(const std::string& driver, const std::string& readme = "") {
    lesson_.kind = LessonKind::component;
    lesson_.files = {"solution.hpp"};
    lesson_.driver = "driver.cpp";
    std::ofstream(workspace_.root() / "lesson" / "driver.cpp") << driver;
    std::ofstream(workspace_.root() / "README.md") << readme;
  }

  /// "message-id file:line" of the first error.
  static std::string first_error(const Build& build) {
    if (build.errors.empty()) return "none";
    const Finding& finding = build.errors.front();
    return finding.message.id + " " + finding.where.file + ":" + std::to_string(finding.where.line);
  }

  Lesson lesson_;
  Submission submission_;
  Workspace workspace_;
};

constexpr const char* driver_text = R"(// A driver.
#include "solution.hpp"

#include <gtest/gtest.h>

TEST(Counter, Counts) {
  Counter counter;
  counter.add(2);
  EXPECT_EQ(counter.value(), 2);
}
)";

TEST(Toolchains, AreFoundWithTheirFlags) {
  const auto all = toolchains();
  ASSERT_FALSE(all.empty());
  for (const Toolchain& toolchain : all)
    std::cout << toolchain.id << "  " << toolchain.compiler << "\n";
  EXPECT_EQ(find_toolchain()->id, all.front().id);
  EXPECT_FALSE(find_toolchain("clang-3"));
  const auto gcc = find_toolchain("g++");
  EXPECT_TRUE(!gcc || gcc->family == CompilerFamily::gcc);
}

TEST_F(CompileTest, MakesAProgram) {
  const Build build =
      compiled("#include <iostream>\nint main() { std::cout << 1; }\n", {ProgramFlavour::tsan, ProgramFlavour::plain});
  EXPECT_EQ(first_error(build), "none") << build.diagnostics;
  ASSERT_NE(build.find(ProgramFlavour::tsan), nullptr);
  EXPECT_TRUE(fs::exists(build.find(ProgramFlavour::tsan)->path));
  EXPECT_TRUE(fs::exists(build.find(ProgramFlavour::plain)->path));
}

TEST_F(CompileTest, MakesAComponent) {
  be_component(driver_text);
  const Build build = compiled(
      "#pragma once\nclass Counter { int n = 0; public: void add(int k) { n += k; } int value() const { return n; } "
      "};\n");
  EXPECT_EQ(first_error(build), "none") << build.diagnostics;
}

TEST_F(CompileTest, LinksAgainstTheControlledRuntime) {
  const Build program =
      compiled("#include <thread>\nint main() { std::thread([] {}).join(); }\n", {ProgramFlavour::explore});
  EXPECT_EQ(first_error(program), "none") << program.diagnostics;
  be_component(driver_text);
  const Build component =
      compiled("class Counter { int n = 0; public: void add(int k) { n += k; } int value() const { return n; } };\n",
               {ProgramFlavour::explore, ProgramFlavour::tsan, ProgramFlavour::plain});
  EXPECT_EQ(first_error(component), "none") << component.diagnostics;
  EXPECT_EQ(component.programs.size(), 3U);
}

TEST_F(CompileTest, ShowsASubmissionOnlyTheHeadersThatItIncludes) {
  // <string> is in the other precompiled header, and <mutex> in nobody's.
  EXPECT_EQ(first_error(compiled("#include <string>\nint main() {}\n")), "none");
  EXPECT_EQ(first_error(compiled("#include <cstdio>\nint main() { std::mutex m; }\n")),
            "build.missing-header solution.cpp:2");
  EXPECT_EQ(
      first_error(compiled("#include <cstdio>\nusing namespace std;\nclass barrier {};\nint main() { barrier b; }\n")),
      "none");
}

TEST_F(CompileTest, ChecksThatAComponentIncludesWhatItNeeds) {
  be_component("#include \"solution.hpp\"\n#include <vector>\n#include <gtest/gtest.h>\nTEST(A, B) { f({}); }\n");
  EXPECT_EQ(first_error(compiled("inline void f(std::vector<int>) {}\n")), "build.missing-header solution.hpp:1");
  EXPECT_EQ(first_error(compiled("#include <vector>\ninline void f(std::vector<int>) {}\n")), "none");
}

TEST_F(CompileTest, LetsADriverComeFirstWithItsPrelude) {
  be_component(
      "#include <bits/stdc++.h>\nusing namespace std;\n#include \"solution.hpp\"\n#include <gtest/gtest.h>\nTEST(A, B) "
      "{ f({}); }\n");
  EXPECT_EQ(first_error(compiled("void f(vector<int>) {}\n")), "none");
}

TEST_F(CompileTest, KeepsASubmissionsMacrosFromItsDriverButNotWhatTheyAskOfTheSystem) {
  be_component(
      "#include \"solution.hpp\"\n#include <gtest/gtest.h>\n#ifndef _POSIX_C_SOURCE\n#error asked\n#endif\n"
      "TEST(A, B) { EXPECT_EQ(f(), 1); }\n");
  EXPECT_EQ(first_error(compiled("#undef _POSIX_C_SOURCE\n#define _POSIX_C_SOURCE 200809L\n"
                                 "#define EXPECT_EQ(a, b) nothing of the kind\ninline int f() { return 1; }\n")),
            "none");
}

TEST_F(CompileTest, PlacesErrorsAtTheStudentsLine) {
  EXPECT_EQ(first_error(compiled("#include <mutex>\nint main() {\n  int x = 1\n  return x;\n}\n")),
            "build.missing-semicolon solution.cpp:3");
  EXPECT_EQ(first_error(compiled("#include <no_such_header>\nint main() {}\n")), "build.no-such-header solution.cpp:1");
  EXPECT_EQ(first_error(compiled("int main() { return y; }\n")), "build.undefined-name solution.cpp:1");
  EXPECT_EQ(first_error(compiled("#include <vector>\n#include <mutex>\nint main() {\n  std::vector<std::mutex> v;\n  "
                                 "v.push_back(std::mutex{});\n}\n"))
                .substr(0, 12),
            "build.error ");
  EXPECT_EQ(
      compiled("#include <vector>\n#include <mutex>\nint main() {\n  std::vector<std::mutex> v;\n  v.resize(3);\n}\n")
          .errors.front()
          .where.line,
      5);
}

TEST_F(CompileTest, SaysWhatTheLinkerMisses) {
  EXPECT_EQ(first_error(compiled("int f() { return 1; }\n")), "build.missing-main :0");
  const Build build = compiled("void g();\nint main() { g(); }\n");
  EXPECT_EQ(build.errors.front().message.id, "build.undefined-reference");
  EXPECT_EQ(build.errors.front().message.args.at("symbol"), "g()");
  EXPECT_EQ(build.errors.front().where.line, 2);
}

TEST_F(CompileTest, SaysTheSignatureThatTheContractAsksFor) {
  be_component(driver_text,
               "# Counter\n\n```cpp\nclass Counter {\n  void add(int amount);\n  int value() const;\n};\n```\n");
  const Build build =
      compiled("class Counter { int n = 0; public: void Add(int k) { n += k; } int value() const { return n; } };\n");
  ASSERT_FALSE(build.errors.empty());
  EXPECT_EQ(build.errors.front().message.id, "build.no-member-expected");
  EXPECT_EQ(build.errors.front().message.args.at("expected"), "void add(int amount);");
}

TEST_F(CompileTest, ForbidsBeforeItCompiles) {
  be_component(driver_text);
  EXPECT_EQ(first_error(compiled("#include <dlfcn.h>\nvoid* f() { return dlsym(0, \"x\"); }\n")),
            "policy.reaches-around solution.hpp:2");
}

TEST_F(CompileTest, ForbidsWhatOnlyTheObjectShows) {
  const Build pasted = compiled(
      "#define GLUE(a, b) a##b\nextern \"C\" void* GLUE(mal, loc)(unsigned long) { return 0; }\nint main() {}\n");
  ASSERT_FALSE(pasted.errors.empty());
  EXPECT_EQ(pasted.errors.front().kind, FindingKind::forbidden);
  EXPECT_EQ(first_error(compiled("#include <new>\n#include <cstdlib>\nvoid* operator new(std::size_t n) { return "
                                 "std::malloc(n); }\nint main() {}\n"))
                .substr(0, 22),
            "policy.defines-runtime");
  be_component(driver_text);
  EXPECT_EQ(first_error(compiled("struct Counter { void add(int); int value(); };\nint main() { return 0; }\n")),
            "policy.own-main solution.hpp:2");
}

TEST_F(CompileTest, ReadsNoFilesOfTheMachine) {
  for (const char* text : {"#include \"/etc/shadow\"\nint main() {}\n", "#include \"/dev/zero\"\nint main() {}\n",
                           "#include \"../../../etc/passwd\"\nint main() {}\n"}) {
    const Build build = compiled(text);
    EXPECT_EQ(first_error(build), "policy.reads-files solution.cpp:1");
    EXPECT_EQ(build.diagnostics.find("root:"), std::string::npos);
  }
  // A macro hides the name from the tokens; the sandbox has no such file.
  const Build hidden = compiled("#define F </etc/passwd>\n#include F\nint main() {}\n");
  EXPECT_EQ(hidden.diagnostics.find("root:"), std::string::npos);
  EXPECT_FALSE(hidden.errors.empty());
}

TEST_F(CompileTest, EndsACompileThatWouldNotEnd) {
  lesson_.limits.compile_cpu_s = 1;
  const Build build = compiled(
      "template <int N, long M> struct F { enum : long { v = F<N - 1, 2 * M>::v + F<N - 1, 2 * M + 1>::v }; };\n"
      "template <long M> struct F<0, M> { enum : long { v = 1 }; };\nint main() { return F<24, 1>::v > 0; }\n");
  EXPECT_TRUE(first_error(build).starts_with("build.too-l")) << first_error(build) << build.diagnostics;
}

TEST_F(CompileTest, UsesTheNamesThatTheStudentGave) {
  const Build build = compiled("int main() { return 0; }\n", {ProgramFlavour::tsan});
  ASSERT_NE(build.find(ProgramFlavour::tsan), nullptr);
  const std::string command =
      "readelf --debug-dump=info " + build.find(ProgramFlavour::tsan)->path.string() + " | grep -q '/box/'";
  EXPECT_NE(std::system(command.c_str()), 0);
}

TEST_F(CompileTest, CompilesSourcesOfBothLanguagesWithoutALesson) {
  std::ofstream(workspace_.source() / "main.cpp")
      << "#include <thread>\nextern \"C\" int f(void);\nint main() { std::thread t(f); t.join(); }\n";
  std::ofstream(workspace_.source() / "f.c")
      << "#include <pthread.h>\nint f(void) { int *new = 0; return new == 0; }\n";
  auto build = compile_sources(shared().means, {{"main.cpp", "f.c"}, {"-DX=1"}, workspace_, {ProgramFlavour::plain}});
  ASSERT_TRUE(build) << build.error().message;
  EXPECT_EQ(first_error(*build), "none") << build->diagnostics;
}

TEST_F(CompileTest, IsQuickTheSecondTime) {
  const std::string text =
      "#include <iostream>\n#include <mutex>\n#include <thread>\n#include <vector>\nint n;\nint main() {\n  "
      "std::vector<std::thread> all;\n"
      "  for (int i = 0; i < 4; ++i) all.emplace_back([] { ++n; });\n  for (auto& t : all) t.join();\n  std::cout << n "
      "<< '\\n';\n}\n";
  compiled(text);
  double best = 1e9;
  for (int i = 0; i < 3; ++i)
    best = std::min(best, compiled(text + "// " + std::to_string(i) + "\n").seconds);
  std::cout << "warm compile and link: " << best << " s\n";
  EXPECT_LT(best, 3);
}

}  // namespace
}  // namespace threadmark::compile
