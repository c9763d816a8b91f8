// Two sets of pids, which belong to the process that filled them: any other one that looks finds them empty.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <set>
#include <stdexcept>

#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

class Supervisor {
  std::set<pid_t> daemons, workers;
  pid_t owner = getpid();

  static pid_t& daemon_process() {
    static pid_t pid = 0;
    return pid;
  }

  void forget_what_is_not_mine() {
    if (owner != getpid()) {
      daemons.clear();
      workers.clear();
      owner = getpid();
    }
  }

 public:
  pid_t start(std::function<void()> body, bool daemon) {
    if (daemon_process() == getpid()) throw std::logic_error("daemons cannot have children");
    forget_what_is_not_mine();
    switch (const pid_t pid = fork(); pid) {
      case -1:
        throw std::runtime_error("cannot fork");
      case 0:
        if (daemon) daemon_process() = getpid();
        try {
          body();
          finish();
        } catch (...) {
          finish();
          std::fflush(stdout);
          _exit(EXIT_FAILURE);
        }
        std::fflush(stdout);
        _exit(EXIT_SUCCESS);
      default:
        (daemon ? daemons : workers).insert(pid);
        return pid;
    }
  }

  void finish() {
    forget_what_is_not_mine();
    while (!daemons.empty()) {
      const pid_t pid = *daemons.begin();
      ::kill(pid, SIGKILL);
      ::waitpid(pid, nullptr, 0);
      daemons.erase(daemons.begin());
    }
    while (!workers.empty()) {
      ::waitpid(*workers.begin(), nullptr, 0);
      workers.erase(workers.begin());
    }
  }
};
