// Drives Supervisor: daemons that never end of themselves, workers that do, and children of theirs.
// clang-format off
#include "solution.hpp"  // before everything else: it includes what it needs
// clang-format on

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <functional>
#include <new>
#include <stdexcept>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/testing/testing.hpp"

namespace driver {

/// A number that all processes see.
class SharedNumber {
 public:
  SharedNumber()
      : number_(new (mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))
                    std::atomic<int>(0)) {}
  ~SharedNumber() { munmap(number_, sizeof(std::atomic<int>)); }
  SharedNumber(const SharedNumber&) = delete;
  SharedNumber& operator=(const SharedNumber&) = delete;

  void set(int value) { number_->store(value); }
  int get() const { return number_->load(); }

 private:
  std::atomic<int>* number_;
};

/// A pipe whose ends can be closed one by one. Its reader comes to the end when every process has closed the write end.
class Pipe {
 public:
  Pipe() {
    if (pipe(ends_) != 0) throw std::runtime_error("no pipe");
  }
  ~Pipe() {
    close_reader();
    close_writer();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  void close_reader() { close_end(0); }
  void close_writer() { close_end(1); }

  void write_byte(char byte) { static_cast<void>(!write(ends_[1], &byte, 1)); }

  /// Waits for a byte; 0 at the end.
  char read_byte() {
    char byte = 0;
    while (read(ends_[0], &byte, 1) == -1 && errno == EINTR) {
    }
    return byte;
  }

  /// Whether any process holds the write end. Only for a pipe into which nobody writes.
  bool has_writer() {
    fcntl(ends_[0], F_SETFL, O_NONBLOCK);
    char byte = 0;
    return read(ends_[0], &byte, 1) != 0;
  }

 private:
  void close_end(int end) {
    if (ends_[end] >= 0) close(ends_[end]);
    ends_[end] = -1;
  }

  int ends_[2] = {-1, -1};
};

/// Reads from a pipe into which only itself could write.
void wait_for_ever() {
  Pipe nobody_writes;
  for (;;)
    nobody_writes.read_byte();
}

void work_for_a_second() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
}

pid_t start_daemon(Supervisor& supervisor, std::function<void()> body) {
  std::fflush(nullptr);
  return supervisor.start(std::move(body), true);
}

pid_t start_worker(Supervisor& supervisor, std::function<void()> body) {
  std::fflush(nullptr);
  return supervisor.start(std::move(body), false);
}

void expect_no_child_left() {
  errno = 0;
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "finish has returned, and there is a child, running or unreaped";
  EXPECT_EQ(errno, ECHILD);
}

// ---- daemons -----------------------------------------------------------------------------------------------------

TEST(Daemons, AreGoneWhenFinishReturns) {
  Supervisor supervisor;
  start_daemon(supervisor, wait_for_ever);
  supervisor.finish();
  expect_no_child_left();
}

TEST(Daemons, AreGoneHoweverMany) {
  Supervisor supervisor;
  start_daemon(supervisor, wait_for_ever);
  start_daemon(supervisor, wait_for_ever);
  supervisor.finish();
  expect_no_child_left();
}

TEST(Daemons, CannotRefuse) {
  Pipe ready;
  Supervisor supervisor;
  start_daemon(supervisor, [&] {
    signal(SIGTERM, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    ready.write_byte('r');
    wait_for_ever();
  });
  EXPECT_EQ(ready.read_byte(), 'r');
  supervisor.finish();
  expect_no_child_left();
}

TEST(Daemons, MayHaveEndedBefore) {
  Supervisor supervisor;
  start_daemon(supervisor, [] {});
  supervisor.finish();
  expect_no_child_left();
}

// ---- first the daemons, then the others --------------------------------------------------------------------------

TEST(Order, DaemonsDieBeforeWorkersAreWaitedFor) {
  Pipe held_by_the_daemon;
  SharedNumber daemon_was_gone;
  Supervisor supervisor;
  start_daemon(supervisor, wait_for_ever);
  held_by_the_daemon.close_writer();
  start_worker(supervisor, [&] {
    work_for_a_second();
    daemon_was_gone.set(held_by_the_daemon.has_writer() ? 0 : 1);
  });
  supervisor.finish();
  // Judged where time is exact: the daemon has a second to die, and all that finish has to do takes no time.
  EXPECT_EQ(daemon_was_gone.get(), 1) << "while the worker was being waited for, the daemon was still there";
}

TEST(Workers, MayWaitForTheEndOfADaemon) {
  Pipe held_by_the_daemon;
  SharedNumber end_was_seen;
  Supervisor supervisor;
  start_daemon(supervisor, wait_for_ever);
  held_by_the_daemon.close_writer();
  start_worker(supervisor, [&] { end_was_seen.set(held_by_the_daemon.read_byte() == 0 ? 1 : 0); });
  supervisor.finish();
  EXPECT_EQ(end_was_seen.get(), 1);
}

// ---- the others --------------------------------------------------------------------------------------------------

TEST(Workers, AreWaitedFor) {
  SharedNumber done;
  Supervisor supervisor;
  start_worker(supervisor, [&] {
    work_for_a_second();
    done.set(1);
  });
  supervisor.finish();
  EXPECT_EQ(done.get(), 1) << "finish has returned, and the worker has not done its work";
  expect_no_child_left();
}

TEST(Workers, AreWaitedForAlongWithDaemons) {
  SharedNumber first_done;
  SharedNumber second_done;
  Supervisor supervisor;
  start_worker(supervisor, [&] {
    work_for_a_second();
    first_done.set(1);
  });
  start_daemon(supervisor, wait_for_ever);
  start_worker(supervisor, [&] { second_done.set(1); });
  supervisor.finish();
  EXPECT_EQ(first_done.get(), 1);
  EXPECT_EQ(second_done.get(), 1);
  expect_no_child_left();
}

TEST(Workers, AreNotWaitedForTwice) {
  SharedNumber done;
  Supervisor supervisor;
  start_worker(supervisor, [&] { done.set(1); });
  start_daemon(supervisor, wait_for_ever);
  supervisor.finish();
  supervisor.finish();
  EXPECT_EQ(done.get(), 1);
  expect_no_child_left();
}

TEST(Workers, MayBeNone) {
  Supervisor supervisor;
  supervisor.finish();
  expect_no_child_left();
}

TEST(Workers, HaveThePidThatStartReturns) {
  SharedNumber own_pid;
  Supervisor supervisor;
  const pid_t pid = start_worker(supervisor, [&] { own_pid.set(getpid()); });
  supervisor.finish();
  EXPECT_EQ(pid, own_pid.get());
  EXPECT_NE(pid, getpid());
}

// ---- children of children ----------------------------------------------------------------------------------------

/// How an attempt to start a child ends: 'r' it is refused by a logic_error, 's' it is started, 'o' something else.
char attempt(Supervisor& supervisor, bool daemon) {
  try {
    supervisor.start([] {}, daemon);
    return 's';
  } catch (const std::logic_error&) {
    return 'r';
  } catch (...) {
    return 'o';
  }
}

TEST(Generations, ADaemonStartsNobody) {
  Pipe answers;
  Supervisor supervisor;
  start_daemon(supervisor, [&] {
    answers.write_byte(attempt(supervisor, false));
    answers.write_byte(attempt(supervisor, true));
    wait_for_ever();
  });
  EXPECT_EQ(answers.read_byte(), 'r') << "a daemon could start a child";
  EXPECT_EQ(answers.read_byte(), 'r') << "a daemon could start a daemon";
  supervisor.finish();
}

TEST(Generations, ADaemonStartsNobodyOnAnySupervisor) {
  Pipe answers;
  Supervisor supervisor;
  Supervisor another;
  start_daemon(supervisor, [&] {
    Supervisor own;
    answers.write_byte(attempt(own, false));
    answers.write_byte(attempt(another, false));
    wait_for_ever();
  });
  EXPECT_EQ(answers.read_byte(), 'r') << "a daemon could start a child on a supervisor of its own";
  EXPECT_EQ(answers.read_byte(), 'r') << "a daemon could start a child on another supervisor";
  supervisor.finish();
  another.finish();
}

TEST(Generations, AWorkersWorkersAreWaitedFor) {
  SharedNumber done;
  Supervisor supervisor;
  start_worker(supervisor, [&] {
    start_worker(supervisor, [&] {
      work_for_a_second();
      done.set(1);
    });
  });
  supervisor.finish();
  EXPECT_EQ(done.get(), 1) << "the child of a worker has not done its work";
}

TEST(Generations, AWorkersDaemonsAreKilled) {
  Pipe held_by_the_daemon;
  Supervisor supervisor;
  start_worker(supervisor, [&] { start_daemon(supervisor, wait_for_ever); });
  held_by_the_daemon.close_writer();
  supervisor.finish();
  EXPECT_FALSE(held_by_the_daemon.has_writer()) << "the daemon of a worker outlived it";
}

TEST(Generations, AWorkerLeavesItsSiblingsAlone) {
  Pipe held_by_the_daemon;
  Supervisor supervisor;
  start_daemon(supervisor, wait_for_ever);
  held_by_the_daemon.close_writer();
  Pipe held_by_the_worker;
  start_worker(supervisor, [&] { start_worker(supervisor, [] {}); });
  held_by_the_worker.close_writer();
  held_by_the_worker.read_byte();  // the end: the worker has ended
  EXPECT_TRUE(held_by_the_daemon.has_writer()) << "a worker that ended took its parent's daemon with it";
  supervisor.finish();
  expect_no_child_left();
}

// ---- how children end --------------------------------------------------------------------------------------------

TEST(ExitCode, IsOneForAnException) {
  Supervisor supervisor;
  start_worker(supervisor, [] {
    threadmark::testing::event("throws", 1);
    throw std::runtime_error("a worker failed");
  });
  start_worker(supervisor, [] {});
  supervisor.finish();
}

TEST(ExitCode, IsOneForAnyException) {
  Supervisor supervisor;
  start_worker(supervisor, [] {
    threadmark::testing::event("throws", 1);
    throw 42;
  });
  supervisor.finish();
}

TEST(Descriptors, AreAllClosedAgain) {
  const int before = threadmark::testing::open_descriptors();
  {
    Supervisor supervisor;
    start_daemon(supervisor, wait_for_ever);
    start_worker(supervisor, [] {});
    supervisor.finish();
  }
  EXPECT_EQ(threadmark::testing::open_descriptors(), before) << "descriptors were left open";
}

}  // namespace driver
