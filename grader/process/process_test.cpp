// Tests of running children: environment, descriptors, bounds, trees, conversations.
#include "grader/process/process.hpp"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

namespace threadmark::process {
namespace {

Command shell(const std::string& script) {
  Command command;
  command.argv = {"/bin/sh", "-c", script};
  command.environment = {"PATH=/usr/bin:/bin"};
  return command;
}

Outcome outcome_of(const Command& command, const Bounds& bounds = {}) {
  auto outcome = run(command, bounds);
  EXPECT_TRUE(outcome) << outcome.error().message;
  return outcome.value_or(Outcome{});
}

TEST(Process, CollectsBothStreamsAndTheStatus) {
  const Outcome outcome = outcome_of(shell("echo out; echo err >&2; exit 7"));
  EXPECT_EQ(outcome.out, "out\n");
  EXPECT_EQ(outcome.err, "err\n");
  EXPECT_EQ(outcome.status, 7);
  EXPECT_EQ(outcome.stopped, Stopped::no);
}

TEST(Process, TellsASignalFromAStatus) {
  EXPECT_EQ(outcome_of(shell("kill -SEGV $$")).signal, SIGSEGV);
}

TEST(Process, GivesStandardInput) {
  Command command = shell("wc -c");
  command.stdin_text = std::string(300000, 'x');
  EXPECT_EQ(std::atoi(outcome_of(command).out.c_str()), 300000);
}

TEST(Process, EndsThoughTheChildReadsNoInput) {
  Command command = shell("exit 0");
  command.stdin_text = std::string(300000, 'x');
  EXPECT_TRUE(outcome_of(command).succeeded());
}

TEST(Process, GivesInputThatCanBeReadAgainAndNotWritten) {
  Command command;
  command.argv = {"/usr/bin/python3", "-c",
                  "import os; a = os.read(0, 99); os.lseek(0, 0, 0); b = os.read(0, 99); print(a == b)\n"
                  "try: os.write(0, b'x')\nexcept OSError: print('read-only')"};
  command.stdin_text = "hello";
  EXPECT_EQ(outcome_of(command).out, "True\nread-only\n");
}

TEST(Process, GivesExactlyTheEnvironmentAsked) {
  ::setenv("THREADMARK_SECRET", "secret", 1);
  Command command;
  command.argv = {"/usr/bin/env"};
  command.environment = {"A=1"};
  EXPECT_EQ(outcome_of(command).out, "A=1\n");
}

TEST(Process, ClosesAllDescriptorsButTheAgreedOnes) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);  // inheritable, and must not be inherited
  Command command = shell("ls /proc/self/fd | tr '\\n' ' '");
  EXPECT_EQ(outcome_of(command).out, "0 1 2 3 ");  // 3 is the folder that ls reads
  command.argv[2] = "echo hello >&9";
  command.descriptors = {{9, ends[1]}};
  EXPECT_TRUE(outcome_of(command).succeeded());
  char text[6] = {};
  EXPECT_EQ(::read(ends[0], text, 6), 6);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(Process, SaysWhatCouldNotBeStarted) {
  Command command;
  command.argv = {"/no/such/program"};
  const auto outcome = run(command, {});
  ASSERT_FALSE(outcome);
  EXPECT_NE(outcome.error().message.find("/no/such/program"), std::string::npos);
}

TEST(Process, ReportsAFailingSetUpInTheChild) {
  Command command = shell("exit 0");
  command.in_child = [] { return EPERM; };
  EXPECT_FALSE(run(command, {}));
}

TEST(Process, StopsAtItsWallTimeThoughTermIsIgnored) {
  Bounds bounds;
  bounds.wall_s = 0.2;
  const Outcome outcome = outcome_of(shell("trap '' TERM; sleep 20"), bounds);
  EXPECT_EQ(outcome.stopped, Stopped::wall);
  EXPECT_LT(outcome.wall_s, 2);
}

TEST(Process, StopsWhatOnlyWaitsAndNotWhatComputes) {
  Bounds bounds;
  bounds.idle_s = 0.5;
  EXPECT_EQ(outcome_of(shell("echo begun; sleep 60"), bounds).stopped, Stopped::idle);
  EXPECT_EQ(outcome_of(shell("i=0; while [ $i -lt 2000000 ]; do i=$((i+1)); done"), bounds).stopped, Stopped::no);
}

TEST(Process, CountsTheCpuTimeOfTheWholeTree) {
  Bounds bounds;
  bounds.wall_s = 20;
  bounds.cpu_s = 0.4;
  const Outcome outcome = outcome_of(shell("(while :; do :; done) & (while :; do :; done) & wait"), bounds);
  EXPECT_EQ(outcome.stopped, Stopped::cpu);
}

TEST(Process, CountsSharedMemoryOnce) {
  Command command;
  command.argv = {"/usr/bin/python3", "-c",
                  "import os, mmap, time\nm = mmap.mmap(-1, 60 << 20)\nfor i in range(0, len(m), 4096): m[i] = 1\n"
                  "for k in range(3):\n  if os.fork() == 0:\n    for i in range(0, len(m), 4096): m[i]\n    "
                  "time.sleep(0.6); os._exit(0)\n"
                  "time.sleep(0.6)"};
  Bounds bounds;
  bounds.memory_kb = 150L * 1024;
  EXPECT_EQ(outcome_of(command, bounds).stopped, Stopped::no);
  bounds.memory_kb = 50L * 1024;
  EXPECT_EQ(outcome_of(command, bounds).stopped, Stopped::memory);
}

TEST(Process, KeepsTheOutputUpToItsBound) {
  Bounds bounds;
  bounds.stdout_bytes = 1000;
  const Outcome outcome = outcome_of(shell("yes"), bounds);
  EXPECT_EQ(outcome.stopped, Stopped::output);
  EXPECT_TRUE(outcome.out_truncated);
  EXPECT_EQ(outcome.out.size(), 1000U);
}

TEST(Process, DoesNotWaitForADaemonThatHoldsThePipe) {
  const Outcome outcome = outcome_of(shell("echo before; sleep 20 & exit 3"));
  EXPECT_EQ(outcome.status, 3);
  EXPECT_EQ(outcome.out, "before\n");
  EXPECT_LT(outcome.wall_s, 5);
}

/// Whether a process runs; one that ended and that nobody has reaped does not.
bool runs(pid_t pid) {
  std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
  std::string text;
  std::getline(stat, text);
  const auto name_end = text.rfind(')');
  return name_end != std::string::npos && text.at(name_end + 2) != 'Z';
}

TEST(Process, KillsTheWholeTree) {
  const Outcome outcome = outcome_of(shell("sleep 50 & echo $!"));
  const pid_t daemon = std::atoi(outcome.out.c_str());
  ASSERT_GT(daemon, 1);
  for (int i = 0; i < 100 && runs(daemon); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_FALSE(runs(daemon));
}

TEST(Conversation, AsksAndAnswers) {
  auto conversation = converse(shell("while read line <&3; do echo got $line >&4; done; echo bye; exit 5"), {});
  ASSERT_TRUE(conversation);
  std::string answer;
  ASSERT_TRUE((*conversation)->write("one\n", 5));
  EXPECT_EQ((*conversation)->read_exactly(answer, 8, 5), ReadEnd::data);
  EXPECT_EQ(answer, "got one\n");
  ASSERT_TRUE((*conversation)->write("two\n", 5));
  EXPECT_EQ((*conversation)->read_exactly(answer, 8, 5), ReadEnd::data);
  const Outcome outcome = (*conversation)->finish(5);
  EXPECT_EQ(outcome.status, 5);
  EXPECT_EQ(outcome.out, "bye\n");
}

TEST(Conversation, HasDeadlines) {
  auto conversation = converse(shell("sleep 20"), {});
  ASSERT_TRUE(conversation);
  std::string answer;
  EXPECT_EQ((*conversation)->read(answer, 10, 0.05), ReadEnd::timed_out);
  const Outcome outcome = (*conversation)->finish(0.05);
  EXPECT_EQ(outcome.stopped, Stopped::by_caller);
}

TEST(Conversation, SaysThatTheOtherSideHasGone) {
  auto conversation = converse(shell("echo last >&4; kill -KILL $$"), {});
  ASSERT_TRUE(conversation);
  std::string answer;
  EXPECT_EQ((*conversation)->read_exactly(answer, 5, 5), ReadEnd::data);
  EXPECT_EQ((*conversation)->read(answer, 5, 5), ReadEnd::closed);
  EXPECT_EQ((*conversation)->finish(1).signal, SIGKILL);
}

TEST(Conversation, IsStoppedByItsBounds) {
  Bounds bounds;
  bounds.cpu_s = 0.3;
  auto conversation = converse(shell("while :; do :; done"), bounds);
  ASSERT_TRUE(conversation);
  std::string answer;
  EXPECT_EQ((*conversation)->read(answer, 5, 20), ReadEnd::stopped);
  EXPECT_EQ((*conversation)->finish(0).stopped, Stopped::cpu);
}

}  // namespace
}  // namespace threadmark::process
