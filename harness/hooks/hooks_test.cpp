// Explores the programs in testcases/: right ones must have no finding at all, wrong ones exactly what their comments
// say.
//
// `// expect: KIND MESSAGE` at the end of a line: a finding of this kind and message has its first place there, in some
// schedule. A program without such a comment is right.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(THREADMARK_SOURCE_DIR) / "harness/hooks/testcases";
const fs::path build = fs::path(THREADMARK_BINARY_DIR) / "harness/hooks/testcases";

/// `KIND MESSAGE LINE`, as told by a program or as found.
using Findings = std::set<std::string>;

std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  std::array<char, 4096> part;
  for (std::size_t got = 0; (got = fread(part.data(), 1, part.size(), pipe)) > 0;)
    text.append(part.data(), got);
  return pclose(pipe) == 0 ? text : "failed: " + command + "\n" + text;
}

Findings expected_of(const fs::path& source) {
  Findings result;
  std::ifstream in(source);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const std::size_t at = line.find("// expect: ");
    if (at != std::string::npos) result.insert(line.substr(at + 11) + " " + std::to_string(number));
  }
  return result;
}

/// The line of the innermost of these return addresses that lies in the program's own file; 0: none.
int line_of(const fs::path& program, const std::string& source_name, std::istringstream& addresses) {
  std::ostringstream command;
  const bool llvm = std::system("command -v llvm-symbolizer-19 > /dev/null 2>&1") == 0;
  command << (llvm ? "llvm-symbolizer-19 --inlines -e " : "addr2line -i -e ") << program.string();
  bool any = false;
  for (std::string word; addresses >> word;) {
    if (word == "<") continue;
    char* end = nullptr;
    const unsigned long pc = std::strtoul(word.c_str(), &end, 16);
    if (*end != 0 || pc < 0x1000) break;
    command << " 0x" << std::hex << pc - 1;
    any = true;
  }
  if (!any) return 0;
  std::istringstream places(output_of(command.str()));
  for (std::string place; std::getline(places, place);) {
    const std::size_t at = place.find(source_name + ":");
    if (at != std::string::npos) return std::atoi(place.c_str() + at + source_name.size() + 1);
  }
  return 0;
}

/// What the explorer's records say: a finding's record, then its places, the first of which is to blame.
Findings found_by(const std::string& output, const fs::path& program, const std::string& source_name) {
  Findings result;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string step, kind_word, kind, task, process, name;
    words >> step >> kind_word >> kind >> task >> process >> name;
    if (kind_word != "kind" || kind != "15") continue;
    const std::size_t text = line.find("|v0|");
    const std::string message = line.substr(line.rfind(' ', text) + 1, text - line.rfind(' ', text) - 1);
    const std::size_t pc = line.find(" pc ");
    std::istringstream addresses(pc == std::string::npos ? "" : line.substr(pc + 4));
    std::ostringstream found;
    found << name << ' ' << message << ' ' << line_of(program, source_name, addresses);
    result.insert(found.str());
  }
  return result;
}

struct Case {
  fs::path source;
  std::string compiler;
};
void PrintTo(const Case& one, std::ostream* out) {
  *out << one.source.filename().string() << " by " << one.compiler;
}

class Testcases : public testing::TestWithParam<Case> {};

TEST_P(Testcases, AreFoundOutExactly) {
  const fs::path& source = GetParam().source;
  if (std::system(("command -v " + GetParam().compiler + " > /dev/null 2>&1").c_str()) != 0)
    GTEST_SKIP() << "no compiler";
  fs::create_directories(build);
  const fs::path program = build / (source.stem().string() + "-" + GetParam().compiler);
  const bool clang = GetParam().compiler != "g++";
  const std::string flags = clang ? " -mllvm -tsan-instrument-read-before-write" : " -Wno-tsan";
  ASSERT_EQ(output_of(GetParam().compiler + " -std=c++20 -O0 -g -fsanitize=thread -D_GLIBCXX_USE_POSIX_SEMAPHORE" +
                      flags + " -c " + source.string() + " -o " + program.string() + ".o && g++ -no-pie -o " +
                      program.string() + " " + program.string() +
                      ".o -Wl,--whole-archive " THREADMARK_BINARY_DIR
                      "/harness/hooks/libthreadmark_rt.a -Wl,--no-whole-archive -pthread -ldl 2>&1"),
            "");
  const Findings expected = expected_of(source);
  const std::string output = output_of("timeout 100 " THREADMARK_BINARY_DIR
                                       "/harness/explorer/threadmark-explorer to=200 until=budget time=both "
                                       "--records " +
                                       program.string() + " 2>&1");
  EXPECT_NE(output.find("\ndone schedules="), std::string::npos) << output.substr(0, 2000);
  const Findings found = found_by(output, program, source.filename().string());
  for (const std::string& finding : expected)
    EXPECT_TRUE(found.contains(finding)) << "not found: " << finding;
  std::set<std::string> kinds;
  for (const std::string& finding : expected)
    kinds.insert(finding.substr(0, finding.find(' ')));
  for (const std::string& finding : found) {
    const std::string kind = finding.substr(0, finding.find(' '));
    EXPECT_TRUE(kinds.contains(kind) || (kind == "lock-order" && kinds.contains("deadlock")) ||
                (kind == "deadlock" && kinds.contains("lock-order")))
        << "false: " << finding;
  }
}

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  std::set<fs::path> sources;
  for (const auto& entry : fs::directory_iterator(folder))
    sources.insert(entry.path());
  for (const fs::path& source : sources) {
    cases.push_back({source, "clang++-19"});
    cases.push_back({source, "g++"});
  }
  return cases;
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
  return info.param.source.stem().string() + (info.param.compiler == "g++" ? "_gcc" : "_clang");
}

INSTANTIATE_TEST_SUITE_P(Hooks, Testcases, testing::ValuesIn(all_cases()), name_of);

}  // namespace
