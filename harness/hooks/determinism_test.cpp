// Explores each program of the tests again and again with the same seed: the same bytes every time. With
// THREADMARK_REPEATS set, so often (in the soak run: 100). Also where the kernel's randomisation cannot be switched
// off.
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "harness/hooks/command_output.hpp"

namespace {

namespace fs = std::filesystem;
using threadmark::hooks::output_of;

const fs::path hooks = fs::path(THREADMARK_SOURCE_DIR) / "harness/hooks";
const fs::path build = fs::path(THREADMARK_BINARY_DIR) / "harness/hooks/determinism";

fs::path built(const fs::path& source) {
  fs::create_directories(build);
  fs::path program = build / source.stem();
  const std::string compiler = source.extension() == ".c" ? "gcc -std=gnu17" : "g++ -std=c++20";
  EXPECT_EQ(
      output_of(compiler + " -w -O0 -g -fsanitize=thread -D_GLIBCXX_USE_POSIX_SEMAPHORE -c " + source.string() +
                " -o " + program.string() + ".o 2>&1 && g++ -no-pie -o " + program.string() + " " + program.string() +
                ".o -Wl,--whole-archive " THREADMARK_BINARY_DIR
                "/harness/hooks/libthreadmark_rt.a -Wl,--no-whole-archive -pthread -ldl 2>&1"),
      "");
  return program;
}

std::string explored(const fs::path& program) {
  const fs::path folder = program.string() + ".work";
  fs::remove_all(folder);
  fs::create_directories(folder);
  return output_of("cd " + folder.string() +
                   " && timeout 300 " THREADMARK_BINARY_DIR
                   "/harness/explorer/threadmark-explorer to=40 until=budget all=1 seed=7 time=both --records " +
                   program.string() + " 2>&1");
}

int repeats() {
  const char* wanted = std::getenv("THREADMARK_REPEATS");
  return wanted == nullptr ? 2 : std::atoi(wanted);
}

class Determinism : public testing::TestWithParam<fs::path> {};

TEST_P(Determinism, GivesTheSameBytesInEveryExploration) {
  const fs::path program = built(GetParam());
  const std::string first = explored(program);
  ASSERT_NE(first.find("\ndone schedules="), std::string::npos) << first.substr(0, 1000);
  for (int i = 1; i < repeats(); ++i)
    ASSERT_EQ(explored(program), first) << "exploration " << i + 1;
}

// Refuses personality() to this process and its children for good.
bool refuse_personality() {
  sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_personality, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 1U),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog program{static_cast<unsigned short>(std::size(filter)), filter};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

TEST_P(Determinism, DoesNotNeedToSwitchRandomisationOff) {
  const fs::path program = built(GetParam());
  const std::string first = explored(program);
  if (!refuse_personality()) GTEST_SKIP() << "no seccomp here";
  for (int i = 0; i < repeats() / 10 + 1; ++i)
    ASSERT_EQ(explored(program), first) << "exploration " << i + 1;
}

bool is_program(const fs::path& file) {
  return file.extension() == ".c" || file.extension() == ".cpp";
}

// `// differs: REASON` in a program, as in the tests of system calls.
bool may_differ(const fs::path& source) {
  std::ifstream in(source);
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("// differs: ")) return true;
  return false;
}

std::vector<fs::path> programs() {
  std::set<fs::path> sources;
  for (const char* name : {"testcases", "zoo", "syscall/testcases"})
    for (const auto& entry : fs::directory_iterator(hooks / name))
      if (is_program(entry.path()) && !may_differ(entry.path())) sources.insert(entry.path());
  return {sources.begin(), sources.end()};
}

INSTANTIATE_TEST_SUITE_P(Programs, Determinism, testing::ValuesIn(programs()),
                         [](const testing::TestParamInfo<fs::path>& tested) { return tested.param.stem().string(); });

}  // namespace
