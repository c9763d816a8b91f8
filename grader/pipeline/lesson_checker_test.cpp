// Tests of lessons that bring a checker program: what it finds is a finding, what it cannot do is the grader's failure.
#include "grader/pipeline/lesson_checker.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "grader/compile/toolchains.hpp"
#include "grader/pipeline/grade_one.hpp"
#include "grader/spec/spec.hpp"

namespace threadmark::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr const char* spec_text = R"(
id: turns
title: Nobody speaks twice in a row
topic: threads
kind: program
explore: {schedules: 40}
lines:
  said: '<who> speaks'
checks:
  - {id: fair, title: nobody speaks twice in a row, type: checker, program: checker.cpp, points: 2}
)";

// Reads the lines of the pattern `said` and objects to the second of two equal ones.
constexpr const char* checker_text = R"(
#include <iostream>
#include <sstream>
#include <string>
int main() {
  std::string row, before;
  while (std::getline(std::cin, row)) {
    std::istringstream fields(row);
    std::string word, number, sort, skipped, name, text;
    fields >> word >> number >> sort;
    if (word != "event" || sort != "line") continue;
    for (int i = 0; i < 6; ++i) fields >> skipped;
    fields >> name >> text;
    if (name != "said") continue;
    if (text == before) std::cout << "finding order-violation " << number << " twice in a row\n";
    before = text;
  }
  std::cout << "done\n";
}
)";

class LessonCheckerTest : public ::testing::Test {
 protected:
  LessonCheckerTest() {
    std::string name = (fs::temp_directory_path() / "threadmark-checker-XXXXXX").string();
    top_ = ::mkdtemp(name.data());
    folder_ = top_ / "turns";
    fs::create_directories(folder_ / "starter");
    write("spec.yaml", spec_text);
    write("checker.cpp", checker_text);
    write("starter/solution.cpp", "int main() {}\n");
    write("README.md", "# Turns\n");
  }
  ~LessonCheckerTest() override { fs::remove_all(top_); }

  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }

  Grade grade(const std::string& source) {
    const compile::Means means{*compile::find_toolchain(), *compile::find_runtime_files(),
                               *sandbox::Sandbox::open(sandbox::Level::off), top_ / "cache"};
    spec::SpecReading reading = spec::read_lesson(folder_);
    EXPECT_TRUE(reading.problems.empty()) << spec::describe(reading.file, reading.problems);
    GradeSettings settings;
    settings.cross_checks = CrossChecks::none;
    return grade_one(means, reading.lesson,
                     {.name = "s", .files = {{"solution.cpp", source}}, .ignored = {}, .sha256 = "0"}, settings);
  }

  fs::path top_;
  fs::path folder_;
};

constexpr const char* twice = R"(#include <iostream>
int main() {
  std::cout << "ann speaks" << std::endl;
  std::cout << "ann speaks" << std::endl;
}
)";
constexpr const char* in_turn = R"(#include <iostream>
int main() {
  std::cout << "ann speaks" << std::endl;
  std::cout << "bob speaks" << std::endl;
}
)";

TEST_F(LessonCheckerTest, WhatTheCheckerFindsIsPlacedAtTheStudentsLine) {
  const Grade grade = this->grade(twice);
  ASSERT_EQ(name_of(grade.verdict), "failed") << grade.problem;
  ASSERT_EQ(grade.findings.size(), 1u);
  EXPECT_EQ(grade.findings.front().kind, FindingKind::order_violation);
  EXPECT_EQ(grade.findings.front().where.line, 4);
  EXPECT_EQ(grade.score, 0.0);
}

TEST_F(LessonCheckerTest, WhatItFindsGoodPasses) {
  const Grade grade = this->grade(in_turn);
  EXPECT_EQ(name_of(grade.verdict), "passed") << grade.problem;
  EXPECT_EQ(grade.score, 2.0);
}

TEST_F(LessonCheckerTest, CheckerThatDoesNotCompileIsNobodysZero) {
  write("checker.cpp", "int main() { return missing; }\n");
  const Grade grade = this->grade(in_turn);
  EXPECT_EQ(name_of(grade.verdict), "grader-error");
  EXPECT_FALSE(grade.score.has_value());
  EXPECT_NE(grade.problem.find("does not compile"), std::string::npos) << grade.problem;
}

TEST_F(LessonCheckerTest, CheckerThatFallsOverIsNobodysZero) {
  write("checker.cpp", "#include <cstdlib>\nint main() { std::abort(); }\n");
  const Grade grade = this->grade(in_turn);
  EXPECT_EQ(name_of(grade.verdict), "grader-error");
  EXPECT_NE(grade.problem.find("signal 6"), std::string::npos) << grade.problem;
}

}  // namespace
}  // namespace threadmark::pipeline
