// Explores the programs in testcases/ and holds what is found against what each of them says about itself.
//
// A program says in comments: `// expect: KIND…` (all kinds that an exploration finds, or `none`), `// always: LINE`
// (printed in every run that got to its end), `// sometimes: LINE` (in at least one), `// never: LINE`, and marks the
// places of a finding by `// !KIND` at the end of a line.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "harness/hooks/command_output.hpp"

namespace {

namespace fs = std::filesystem;
using threadmark::hooks::output_of;

const fs::path folder = fs::path(THREADMARK_SOURCE_DIR) / "harness/hooks/syscall/testcases";
const fs::path build = fs::path(THREADMARK_BINARY_DIR) / "harness/hooks/syscall/testcases";

struct Expectation {
  std::set<std::string> kinds;
  std::vector<std::string> always;
  std::vector<std::string> sometimes;
  std::vector<std::string> never;
  int schedules = 300;
  std::string differs;  ///< why two explorations need not be the same byte for byte
  std::map<std::string, std::set<int>> marks;
};

std::string after(const std::string& line, const std::string& prefix) {
  const std::size_t at = line.find(prefix);
  return at == std::string::npos ? "" : line.substr(at + prefix.size());
}

Expectation expectation_of(const fs::path& source) {
  Expectation result;
  std::ifstream in(source);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    std::istringstream kinds(after(line, "// expect: "));
    for (std::string kind; kinds >> kind;) {
      if (kind != "none") result.kinds.insert(kind);
    }
    if (const std::string text = after(line, "// always: "); !text.empty()) result.always.push_back(text);
    if (const std::string text = after(line, "// sometimes: "); !text.empty()) result.sometimes.push_back(text);
    if (const std::string text = after(line, "// never: "); !text.empty()) result.never.push_back(text);
    if (const std::string count = after(line, "// schedules: "); !count.empty()) result.schedules = std::stoi(count);
    if (const std::string why = after(line, "// differs: "); !why.empty()) result.differs = why;
    if (const std::string kind = after(line, "// !"); !kind.empty()) result.marks[kind].insert(number);
  }
  return result;
}

// The compiler that submissions get, or what there is.
std::string compile_command(const fs::path& source, const fs::path& program) {
  const bool clang = std::system("command -v clang++-19 >/dev/null 2>&1") == 0;
  const std::string compiler = clang ? "clang++-19 -mllvm -tsan-instrument-read-before-write" : "g++";
  const fs::path object = program.string() + ".o";
  const fs::path archive = fs::path(THREADMARK_BINARY_DIR) / "harness/hooks/libthreadmark_rt.a";
  return compiler + " -std=c++20 -O0 -g -fsanitize=thread -c " + source.string() + " -o " + object.string() +
         " && g++ -no-pie -o " + program.string() + " " + object.string() + " -Wl,--whole-archive " + archive.string() +
         " -Wl,--no-whole-archive -pthread -ldl";
}

// Tests run beside one another: each of a program's has a build and a folder of its own.
fs::path built(const fs::path& source, const std::string& suffix) {
  fs::create_directories(build);
  fs::path program = build / (source.stem().string() + suffix);
  EXPECT_EQ(std::system(compile_command(source, program).c_str()), 0) << source;
  return program;
}

std::string explore(const fs::path& program, int schedules, const std::string& more = "") {
  const fs::path scratch = program.string() + ".work";
  fs::remove_all(scratch);
  fs::create_directories(scratch);
  std::ofstream(scratch / "given.txt") << "5";
  const std::string explorer = (fs::path(THREADMARK_BINARY_DIR) / "harness/explorer/threadmark-explorer").string();
  return output_of("cd " + scratch.string() + " && timeout 120 " + explorer + " to=" + std::to_string(schedules) +
                   " until=budget time=both " + more + " --records " + program.string() + " 2>&1");
}

struct RunSeen {
  bool ended = false;
  std::string printed;
  std::set<std::string> kinds;
};

struct Seen {
  std::vector<RunSeen> runs;
  std::map<std::string, std::vector<std::string>> places;  // of findings: kind → pcs
  bool done = false;
};

// What `print_text` of the explorer made of newlines.
std::string plain(const std::string& shown) {
  std::string text;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (shown.compare(i, 2, "\\n") == 0) {
      text += '\n';
      ++i;
    } else {
      text += shown[i];
    }
  }
  return text;
}

Seen read_answer(const std::string& answer) {
  Seen seen;
  std::istringstream in(answer);
  std::string kind;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("schedule ")) {
      seen.runs.push_back({});
      seen.runs.back().ended = line.find(" end 0 ") != std::string::npos;
    } else if (line.starts_with("done ")) {
      seen.done = true;
    } else if (line.find(" kind 1 ") != std::string::npos) {
      seen.runs.back().printed += plain(after(after(line, " flags "), " "));
    } else if (line.find(" kind 15 ") != std::string::npos || line.find(" kind 16 ") != std::string::npos) {
      if (line.find(" kind 15 ") != std::string::npos) {
        std::istringstream words(after(line, " kind 15 "));
        std::string task;
        std::string process;
        words >> task >> process >> kind;
        seen.runs.back().kinds.insert(kind);
      }
      std::istringstream pc(after(line, " pc "));
      std::string number;
      if (pc >> number) seen.places[kind].push_back(number);
    }
  }
  return seen;
}

bool has_line(const std::string& text, const std::string& wanted) {
  return ("\n" + text).find("\n" + wanted + "\n") != std::string::npos;
}

std::set<int> lines_of(const fs::path& program, const std::vector<std::string>& pcs) {
  std::set<int> lines;
  for (const std::string& pc : std::set<std::string>(pcs.begin(), pcs.end())) {
    std::ostringstream before;
    before << std::hex << std::stoull(pc, nullptr, 16) - 1;
    const std::string where = output_of("addr2line -e " + program.string() + " " + before.str());
    const std::size_t colon = where.rfind(':');
    if (colon != std::string::npos) lines.insert(std::atoi(where.c_str() + colon + 1));
  }
  return lines;
}

class SystemCalls : public testing::TestWithParam<std::string> {};

TEST_P(SystemCalls, FindsWhatTheProgramSaysAndNothingElse) {
  const fs::path source = folder / (GetParam() + ".cpp");
  const Expectation expected = expectation_of(source);
  const fs::path program = built(source, "");
  const Seen seen = read_answer(explore(program, expected.schedules));
  ASSERT_TRUE(seen.done);
  ASSERT_FALSE(seen.runs.empty());
  std::set<std::string> kinds;
  for (const RunSeen& run : seen.runs)
    kinds.insert(run.kinds.begin(), run.kinds.end());
  EXPECT_EQ(kinds, expected.kinds);
  for (const std::string& line : expected.always) {
    for (const RunSeen& run : seen.runs) {
      if (!run.ended) continue;
      EXPECT_TRUE(has_line(run.printed, line)) << line << " not in\n" << run.printed;
    }
  }
  for (const std::string& line : expected.sometimes) {
    EXPECT_TRUE(std::ranges::any_of(seen.runs, [&](const RunSeen& run) { return has_line(run.printed, line); }))
        << line;
  }
  for (const std::string& line : expected.never) {
    EXPECT_TRUE(std::ranges::none_of(seen.runs, [&](const RunSeen& run) { return has_line(run.printed, line); }))
        << line;
  }
  for (const auto& [kind, lines] : expected.marks) {
    ASSERT_TRUE(seen.places.contains(kind)) << kind;
    const std::set<int> found = lines_of(program, seen.places.at(kind));
    EXPECT_TRUE(std::ranges::includes(found, lines)) << kind << " of " << GetParam();
  }
}

TEST_P(SystemCalls, AreTheSameByteForByteInEveryExploration) {
  const fs::path source = folder / (GetParam() + ".cpp");
  if (const std::string why = expectation_of(source).differs; !why.empty()) GTEST_SKIP() << why;
  const fs::path program = built(source, "-repeated");
  const char* wanted = std::getenv("THREADMARK_REPEATS");
  const int repeats = wanted == nullptr ? 3 : std::atoi(wanted);
  const std::string first = explore(program, 40, "all=1 seed=7");
  for (int i = 1; i < repeats; ++i)
    ASSERT_EQ(explore(program, 40, "all=1 seed=7"), first) << "repeat " << i;
}

std::vector<std::string> programs() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".cpp") names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Programs, SystemCalls, testing::ValuesIn(programs()),
                         [](const testing::TestParamInfo<std::string>& tested) { return tested.param; });

}  // namespace
