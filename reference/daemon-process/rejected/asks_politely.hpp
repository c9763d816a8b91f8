// expect: check=nobody-hangs kind=deadlock
// Asks the daemons to end with a signal that they may ignore.
#pragma once

#include <cerrno>
#include <functional>
#include <stdexcept>
#include <system_error>
#include <vector>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

class Supervisor {
 public:
  pid_t start(std::function<void()> body, bool daemon) {
    if (this_process_is_a_daemon_) throw std::logic_error("a daemon may not have children");
    const pid_t pid = fork();
    if (pid < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (pid == 0) run_and_exit(body, daemon);
    children_.push_back({pid, daemon});
    return pid;
  }

  void finish() {
    for (const Child& child : children_) {
      if (child.daemon) kill(child.pid, SIGTERM);
    }
    for (const Child& child : children_) {
      if (child.daemon) reap(child.pid);
    }
    for (const Child& child : children_) {
      if (!child.daemon) reap(child.pid);
    }
    children_.clear();
  }

 private:
  struct Child {
    pid_t pid;
    bool daemon;
  };

  [[noreturn]] void run_and_exit(const std::function<void()>& body, bool daemon) {
    children_.clear();  // they are its parent's
    this_process_is_a_daemon_ = daemon;
    int code = 0;
    try {
      body();  // <- here
    } catch (...) {
      code = 1;
    }
    finish();
    _exit(code);
  }

  static void reap(pid_t pid) {
    while (waitpid(pid, nullptr, 0) == -1 && errno == EINTR) {  // <- here
    }
  }

  static inline bool this_process_is_a_daemon_ = false;
  std::vector<Child> children_;
};
