// Tests of the sandbox: what a confined program sees, may use, and cannot reach; each known trap has one.
#include "grader/sandbox/sandbox.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace threadmark::sandbox {
namespace {

namespace fs = std::filesystem;
using process::Stopped;

/// The best sandbox of this machine, opened once.
const Sandbox& best() {
  static const Sandbox sandbox = *Sandbox::open(Level::off);
  return sandbox;
}

bool has_own_root() {
  return best().level().level >= Level::no_cgroup;
}

Command shell(const std::string& script) {
  Command command;
  command.argv = {"/bin/sh", "-c", script};
  command.environment = {"PATH=/usr/bin:/bin"};
  return command;
}

Outcome outcome_of(const Command& command, const LimitSet& limits = {}, const Mounts& mounts = {},
                   const Sandbox& sandbox = best()) {
  auto outcome = sandbox.run(command, mounts, limits);
  EXPECT_TRUE(outcome) << outcome.error().message;
  return outcome.value_or(Outcome{});
}

/// A folder for one test, gone afterwards.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "threadmark-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
    fs::permissions(path_, fs::perms::owner_all);
  }
  ~Folder() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

TEST(Sandbox, OffersItsLevelWithNames) {
  for (const Level level : {Level::off, Level::no_userns, Level::no_cgroup, Level::full})
    EXPECT_EQ(level_named(name_of(level)), level);
  const SandboxLevel found = Sandbox::probe();
  std::cout << "level: " << name_of(found.level) << "\n";
  EXPECT_TRUE(found.level == Level::full || !found.missing.empty());
}

TEST(Sandbox, RunsAProgramAndTellsStatusFromSignal) {
  EXPECT_EQ(outcome_of(shell("echo hi; exit 139")).status, 139);
  const Outcome killed = outcome_of(shell("kill -SEGV $$"));
  EXPECT_EQ(killed.signal, SIGSEGV);
  EXPECT_EQ(killed.stopped, Stopped::no);
}

TEST(Sandbox, ShowsNoEnvironmentOfOursAnywhere) {
  ::setenv("THREADMARK_SECRET", "very-secret", 1);
  const Outcome outcome = outcome_of(shell("env; cat /proc/*/environ /proc/1/cmdline"));
  EXPECT_EQ(outcome.out.find("very-secret"), std::string::npos);
  EXPECT_NE(outcome.out.find("PATH=/usr/bin:/bin"), std::string::npos);
}

TEST(Sandbox, PassesNoDescriptorsButTheAgreedOnes) {
  const int leaked = ::open("/etc/passwd", O_RDONLY);  // inheritable
  EXPECT_EQ(outcome_of(shell("ls /proc/self/fd | tr '\\n' ' '")).out, "0 1 2 3 ");
  ::close(leaked);
}

TEST(Sandbox, ShowsOnlyTheMinimalRoot) {
  if (!has_own_root()) GTEST_SKIP();
  const Outcome outcome = outcome_of(
      shell("ls / | tr '\\n' ' '; ls /etc | tr '\\n' ' '; ls /usr | tr '\\n' ' '; ls /home /root /work /mnt"));
  EXPECT_EQ(outcome.out.find("home"), std::string::npos);
  EXPECT_EQ(outcome.out.find("passwd"), std::string::npos);
  EXPECT_EQ(outcome.out.find("local"), std::string::npos);
  EXPECT_EQ(outcome.out.find("mnt"), std::string::npos);
}

TEST(Sandbox, LetsNothingBeWrittenButScratch) {
  if (!has_own_root()) GTEST_SKIP();
  Mounts mounts;
  mounts.scratch = {"/work"};
  Command command = shell(
      "echo x > file && cat file; echo x > /x; echo x > /usr/lib/x; echo x > /dev/x; echo x > /dev/shm/x && echo shm");
  command.folder = "/work";
  const Outcome outcome = outcome_of(command, {}, mounts);
  EXPECT_EQ(outcome.out, "x\nshm\n");
  EXPECT_FALSE(fs::exists("/usr/lib/x"));
}

TEST(Sandbox, LaysFilesThatTheProgramMayChange) {
  Mounts mounts;
  mounts.scratch = {"/work/run"};
  Command command = shell("cat a; cat deep/er/b; echo more >> a; cat a; ls | tr '\\n' ' '");
  command.folder = "/work/run";
  command.files = {{"a", "one\n"}, {"deep/er/b", std::string("two\n")}, {"empty", ""}};
  EXPECT_EQ(outcome_of(command, {}, mounts).out, "one\ntwo\none\nmore\na deep empty ");
  EXPECT_EQ(outcome_of(command, {}, mounts, Sandbox::at(Level::no_userns)).out, "one\ntwo\none\nmore\na deep empty ");
  command.files = {{"../a", "x"}};
  EXPECT_FALSE(best().run(command, mounts, {}));
}

TEST(Sandbox, MountsFoldersThatOnlyTheirOwnerMayEnter) {
  for (const Sandbox& sandbox : {best(), Sandbox::at(Level::no_userns)}) {
    Folder folder;
    for (const char* name : {"in", "out"}) {
      fs::create_directory(folder.path() / name);
      fs::permissions(folder.path() / name, fs::perms(0755));
    }
    std::ofstream(folder.path() / "in" / "file") << "content\n";
    Mounts mounts;
    mounts.mounts = {{folder.path() / "in", "/box/in", false}, {folder.path() / "out", "/box/out", true}};
    const std::string in = sandbox.path_inside(mounts, folder.path() / "in" / "file");
    const std::string out = sandbox.path_inside(mounts, folder.path() / "out" / "copy");
    EXPECT_EQ(in.starts_with("/box"), sandbox.level().level >= Level::no_cgroup);
    std::string script = "cp ";
    script.append(in).append(" ").append(out).append("; echo x >> ").append(in);
    const Outcome outcome = outcome_of(shell(script), {}, mounts, sandbox);
    EXPECT_NE(outcome.status, 0);
    std::ifstream copy(folder.path() / "out" / "copy");
    std::string text;
    std::getline(copy, text);
    EXPECT_EQ(text, "content") << outcome.err;
  }
}

TEST(Sandbox, RunsAsAnUnprivilegedUserAndAnotherOneEachTime) {
  if (::geteuid() != 0 || !has_own_root()) GTEST_SKIP();
  Folder folder;
  Mounts mounts;
  mounts.mounts = {{folder.path(), "/box", true}};
  struct stat first = {};
  struct stat second = {};
  outcome_of(shell("touch /box/a"), {}, mounts);
  ASSERT_EQ(::stat((folder.path() / "a").c_str(), &first), 0);
  outcome_of(shell("touch /box/b; id -u"), {}, mounts);
  ASSERT_EQ(::stat((folder.path() / "b").c_str(), &second), 0);
  EXPECT_NE(first.st_uid, 0U);
  EXPECT_NE(first.st_uid, second.st_uid);
}

TEST(Sandbox, SeesNoProcessesNorNetworkOfTheMachine) {
  if (!has_own_root()) GTEST_SKIP();
  EXPECT_EQ(outcome_of(shell("set -- /proc/[0-9]*; echo $#")).out, "2\n");  // the box, sh
  EXPECT_EQ(outcome_of(shell("grep -c : /proc/net/dev")).out, "1\n");       // loopback
}

TEST(Sandbox, ForbidsDangerousCalls) {
  if (best().level().level == Level::off) GTEST_SKIP();
  EXPECT_NE(outcome_of(shell("unshare -U true")).status, 0);
  EXPECT_NE(outcome_of(shell("mount -t tmpfs none /tmp")).status, 0);
}

TEST(Sandbox, StopsAForkBomb) {
  LimitSet limits;
  limits.processes = 30;
  limits.wall_s = 3;
  const auto start = std::chrono::steady_clock::now();
  const Outcome outcome = outcome_of(shell("f() { f | f & }; f; sleep 60"), limits);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(6));
  EXPECT_TRUE(outcome.stopped != Stopped::no || outcome.status != 0);
}

TEST(Sandbox, LimitsMemoryOfTheWholeTree) {
  LimitSet limits;
  limits.memory_mb = 50;
  limits.wall_s = 10;
  const Outcome outcome =
      outcome_of(shell("a=$(head -c 40000000 /dev/zero | tr '\\0' x); b=$a$a; c=$b$b; sleep 5; echo ${#c}"), limits);
  EXPECT_EQ(outcome.stopped, Stopped::memory);
}

TEST(Sandbox, LimitsWhatFilesInMemoryTake) {
  if (!has_own_root()) GTEST_SKIP();
  LimitSet limits;
  limits.file_kb = 1000;
  const Outcome outcome =
      outcome_of(shell("for i in 1 2 3; do head -c 600000 /dev/zero > /tmp/$i || exit 5; done; exit 0"), limits);
  EXPECT_NE(outcome.status, 0);
}

TEST(Sandbox, LimitsCpuTimeOfTheWholeTree) {
  LimitSet limits;
  limits.cpu_s = 0.4;
  limits.wall_s = 20;
  EXPECT_EQ(outcome_of(shell("(while :; do :; done) & (while :; do :; done) & wait"), limits).stopped, Stopped::cpu);
}

TEST(Sandbox, KillsWhatIgnoresTerminationAndLeavesItsSession) {
  LimitSet limits;
  limits.wall_s = 0.4;
  const auto start = std::chrono::steady_clock::now();
  const Outcome outcome =
      outcome_of(shell("trap '' TERM HUP INT; setsid sh -c 'trap \"\" TERM; sleep 77.25' & sleep 77.25"), limits);
  EXPECT_EQ(outcome.stopped, Stopped::wall);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
  EXPECT_NE(std::system("pgrep -f '^sleep 77.25' >/dev/null"), 0);
}

TEST(Sandbox, DoesNotWaitForADaemonThatHoldsThePipe) {
  const auto start = std::chrono::steady_clock::now();
  const Outcome outcome = outcome_of(shell("(setsid sh -c 'sleep 78.25' &) ; echo done; exit 3"));
  EXPECT_EQ(outcome.status, 3);
  EXPECT_EQ(outcome.out, "done\n");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
  EXPECT_NE(std::system("pgrep -f '^sleep 78.25' >/dev/null"), 0);
}

TEST(Sandbox, SurvivesAKillOfEverythingInside) {
  if (!has_own_root()) GTEST_SKIP();
  const Outcome outcome = outcome_of(shell("kill -KILL -1; echo still here"));
  EXPECT_TRUE(outcome.signal == SIGKILL || outcome.out == "still here\n");
}

TEST(Sandbox, KeepsOutputUpToItsLimit) {
  LimitSet limits;
  limits.output_bytes = 5000;
  const Outcome outcome = outcome_of(shell("yes"), limits);
  EXPECT_EQ(outcome.stopped, Stopped::output);
  EXPECT_EQ(outcome.out.size(), 5000U);
}

TEST(Sandbox, LeavesAddressSpaceAlone) {
  EXPECT_EQ(outcome_of(shell("ulimit -v; ulimit -d; ulimit -c")).out, "unlimited\nunlimited\n0\n");
}

TEST(Sandbox, HoldsConversations) {
  auto conversation = best().converse(shell("while read line <&3; do echo got $line >&4; done; exit 5"), {}, {});
  ASSERT_TRUE(conversation) << conversation.error().message;
  std::string answer;
  ASSERT_TRUE((*conversation)->write("one\n", 5));
  EXPECT_EQ((*conversation)->read_exactly(answer, 8, 5), process::ReadEnd::data);
  EXPECT_EQ(answer, "got one\n");
  EXPECT_EQ((*conversation)->finish(5).status, 5);
}

TEST(Sandbox, LeavesNoGroupBehind) {
  outcome_of(shell("sleep 60 & exit 0"));
  const std::string command = "find /sys/fs/cgroup -maxdepth 6 -type d -name 'threadmark-" +
                              std::to_string(::getpid()) + "-*' 2>/dev/null | grep -q .";
  EXPECT_NE(std::system(command.c_str()), 0);
}

TEST(Sandbox, SaysWhatItCouldNotExecute) {
  Command command;
  command.argv = {"/no/such/program"};
  command.folder = "/";
  EXPECT_FALSE(best().run(command, {}, {}));
}

TEST(Sandbox, WorksAtItsLowerLevelsToo) {
  for (const Level level : {Level::off, Level::no_userns}) {
    const Sandbox lower = Sandbox::at(level);
    Mounts mounts;
    mounts.scratch = {"/work"};
    Command command = shell("echo here > file; cat file; (setsid sleep 79.25 &); exit 4");
    command.folder = "/work";
    const Outcome outcome = outcome_of(command, {}, mounts, lower);
    EXPECT_EQ(outcome.out, "here\n");
    EXPECT_EQ(outcome.status, 4);
    EXPECT_NE(std::system("pgrep -f '^sleep 79.25' >/dev/null"), 0);
  }
}

TEST(Sandbox, HidesFilesWithoutAFileSystemOfItsOwn) {
  Folder folder;
  fs::permissions(folder.path(), fs::perms(0755));
  std::ofstream(folder.path() / "secret") << "very-secret\n";
  Mounts mounts;
  mounts.scratch = {"/work"};
  Command command = shell("cat " + (folder.path() / "secret").string() +
                          "; ls /home /root; echo x > file && cat file; echo y > /dev/null");
  command.folder = "/work";
  auto outcome = Sandbox::at(Level::no_userns).run(command, mounts, {});
  if (!outcome) GTEST_SKIP() << outcome.error().message;
  if (outcome->err.find("Permission denied") == std::string::npos) GTEST_SKIP() << "no Landlock";
  EXPECT_EQ(outcome->out, "x\n");
}

TEST(Sandbox, GivesTheProgramNothingOfItsFirstProcess) {
  if (!has_own_root()) GTEST_SKIP();
  ::setenv("THREADMARK_SECRET", "very-secret", 1);
  const Outcome outcome = outcome_of(
      shell("cat /proc/1/environ; head -c 1 /proc/1/mem; ls /proc/1/fd; cat /proc/1/cmdline | tr '\\0' ' '"));
  EXPECT_EQ((outcome.out + outcome.err).find("very-secret"), std::string::npos);
  EXPECT_EQ(outcome.out.find("/tmp/threadmark"), std::string::npos);
  EXPECT_NE(outcome.err.find("/proc/1/mem"), std::string::npos);  // not to be opened
  EXPECT_NE(outcome.err.find("/proc/1/fd"), std::string::npos);
}

TEST(Sandbox, EndsWithWhoStartedIt) {
  if (!has_own_root()) GTEST_SKIP();
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t grader = ::fork();
  if (grader == 0) {
    const auto conversation = best().converse(shell("setsid sleep 76.25 & sleep 76.25"), {}, {});
    ::sleep(1);
    if (!conversation) ::_exit(1);
    ::_exit(::write(ready[1], "x", 1) == 1 ? 0 : 1);  // no destructor runs, as after a kill
  }
  char byte = 0;
  EXPECT_EQ(::read(ready[0], &byte, 1), 1);
  ::waitpid(grader, nullptr, 0);
  bool gone = false;
  for (int i = 0; i < 50 && !gone; ++i) {
    gone = std::system("pgrep -f '^sleep 76.25' >/dev/null") != 0;
    if (!gone) ::usleep(100000);
  }
  EXPECT_TRUE(gone);
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST(Sandbox, TakesAnExitStatusForNothingElse) {
  for (const int status : {1, 66, 125, 127, 137, 139})
    EXPECT_EQ(outcome_of(shell("exit " + std::to_string(status))).status, status);
}

TEST(Sandbox, CountsProcessesOfTheWholeTree) {
  LimitSet limits;
  limits.processes = 6;
  limits.wall_s = 10;
  const Outcome outcome = outcome_of(shell("for i in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 3 & done; wait"), limits);
  EXPECT_TRUE(outcome.stopped != Stopped::no || outcome.err.find("fork") != std::string::npos) << outcome.err;
}

TEST(Sandbox, KeepsTheOutputOfWhatItStops) {
  LimitSet limits;
  limits.wall_s = 0.5;
  const Outcome outcome = outcome_of(shell("echo before; echo also >&2; sleep 60"), limits);
  EXPECT_EQ(outcome.stopped, Stopped::wall);
  EXPECT_EQ(outcome.out, "before\n");
  EXPECT_EQ(outcome.err, "also\n");
}

TEST(Sandbox, LetsNobodyRaiseLimitsOrLeaveACore) {
  const Outcome outcome =
      outcome_of(shell("ulimit -c unlimited 2>/dev/null; ulimit -f unlimited 2>/dev/null; ulimit -c; "
                       "ulimit -Hf"));
  EXPECT_EQ(outcome.out.find("unlimited"), std::string::npos) << outcome.out;
}

TEST(Sandbox, GivesStacksForSanitizersAndCompilers) {
  LimitSet limits;
  limits.stack_kb = 65536;
  const Outcome outcome = outcome_of(shell("ulimit -s"), limits);
  EXPECT_GE(std::atol(outcome.out.c_str()), 1024);
}

TEST(Sandbox, CostsLittle) {
  Command command;
  command.argv = {"/bin/true"};
  std::vector<double> times;
  for (int i = 0; i < 15; ++i)
    times.push_back(outcome_of(command).wall_s * 1000);
  std::sort(times.begin(), times.end());
  std::cout << "median start to end: " << times[7] << " ms\n";
  EXPECT_LT(times[7], 200);
}

}  // namespace
}  // namespace threadmark::sandbox
