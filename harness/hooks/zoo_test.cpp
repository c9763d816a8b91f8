// Explores right programs, which must have no finding at all: those in zoo/ shortly, and with THREADMARK_SCHEDULES set
// (in the soak run: 10,000) the right ones of the other folders of programs as well.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "harness/hooks/command_output.hpp"

namespace {

namespace fs = std::filesystem;
using threadmark::hooks::output_of;

const fs::path hooks = fs::path(THREADMARK_SOURCE_DIR) / "harness/hooks";
const fs::path build = fs::path(THREADMARK_BINARY_DIR) / "harness/hooks/zoo";

bool is_there(const std::string& program) {
  return std::system(("command -v " + program + " > /dev/null 2>&1").c_str()) == 0;
}

// Both compilers see each program over time: clang where it is there, except for every third one.
std::string compiler_of(const fs::path& source, bool gcc) {
  const bool c = source.extension() == ".c";
  if (gcc || !is_there("clang++-19")) return c ? "gcc -std=gnu17 -Wno-tsan" : "g++ -std=c++20 -Wno-tsan";
  const std::string flags = " -mllvm -tsan-instrument-read-before-write";
  return (c ? "clang-19 -std=gnu17" : "clang++-19 -std=c++20") + flags;
}

std::string wanted_schedules() {
  const char* wanted = std::getenv("THREADMARK_SCHEDULES");
  return wanted == nullptr ? "" : wanted;
}

struct Case {
  fs::path source;
  bool gcc = false;
};
void PrintTo(const Case& one, std::ostream* out) {
  *out << one.source.filename().string() << (one.gcc ? " by g++" : " by clang");
}

class RightPrograms : public testing::TestWithParam<Case> {};

TEST_P(RightPrograms, HaveNoFinding) {
  const fs::path& source = GetParam().source;
  fs::create_directories(build);
  const fs::path program = build / (source.stem().string() + (GetParam().gcc ? "-gcc" : ""));
  const fs::path folder = program.string() + ".work";
  ASSERT_EQ(output_of(compiler_of(source, GetParam().gcc) +
                      " -O0 -g -fsanitize=thread -D_GLIBCXX_USE_POSIX_SEMAPHORE -c " + source.string() + " -o " +
                      program.string() + ".o 2>&1 && g++ -no-pie -o " + program.string() + " " + program.string() +
                      ".o -Wl,--whole-archive " THREADMARK_BINARY_DIR
                      "/harness/hooks/libthreadmark_rt.a -Wl,--no-whole-archive -pthread -ldl 2>&1"),
            "");
  fs::remove_all(folder);
  fs::create_directories(folder);
  std::ofstream(folder / "given.txt") << "5";
  const std::string schedules = wanted_schedules().empty() ? "30" : wanted_schedules();
  const std::string output =
      output_of("cd " + folder.string() +
                " && timeout 500 " THREADMARK_BINARY_DIR "/harness/explorer/threadmark-explorer to=" + schedules +
                " until=any time=both --records " + program.string() + " 2>&1");
  EXPECT_NE(output.find("\ndone schedules="), std::string::npos) << output.substr(0, 2000);
  EXPECT_NE(output.find("first_failure=0 first_race=0"), std::string::npos) << output.substr(output.size() / 2);
  EXPECT_EQ(output.find(" kind 15 "), std::string::npos) << output.substr(output.find(" kind 15 "), 500);
}

bool says_right(const fs::path& source) {
  std::ifstream in(source);
  std::string first;
  std::getline(in, first);
  return first.starts_with("// Right:") || source.stem().string().starts_with("right_");
}

std::vector<Case> cases() {
  std::set<fs::path> sources;
  for (const auto& entry : fs::directory_iterator(hooks / "zoo"))
    sources.insert(entry.path());
  if (!wanted_schedules().empty()) {
    for (const char* name : {"testcases", "syscall/testcases"})
      for (const auto& entry : fs::directory_iterator(hooks / name))
        if (says_right(entry.path())) sources.insert(entry.path());
  }
  std::vector<Case> result;
  for (const fs::path& source : sources) {
    const bool third = result.size() % 3 == 2;
    result.push_back({source, third});
    if (!wanted_schedules().empty()) result.push_back({source, !third});
  }
  return result;
}

INSTANTIATE_TEST_SUITE_P(Zoo, RightPrograms, testing::ValuesIn(cases()),
                         [](const testing::TestParamInfo<Case>& tested) {
                           return tested.param.source.stem().string() + (tested.param.gcc ? "_gcc" : "");
                         });

}  // namespace
