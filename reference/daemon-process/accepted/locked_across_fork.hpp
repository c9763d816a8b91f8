// The lock is held across fork: the child's copy of the forking thread holds the child's copy of it.
#pragma once

#include <functional>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

class Supervisor {
 public:
  pid_t start(std::function<void()> body, bool daemon) {
    if (is_daemon_) throw std::logic_error("a daemon has no children");
    std::unique_lock lock(mutex_);
    const pid_t pid = fork();
    if (pid == -1) throw std::runtime_error("fork");
    if (pid == 0) {
      lock.unlock();
      run(body, daemon);
    }
    is_daemon_of_[pid] = daemon;
    return pid;
  }

  void finish() {
    std::lock_guard lock(mutex_);
    for (const auto& [pid, daemon] : is_daemon_of_)
      if (daemon) kill(pid, SIGKILL);
    for (const bool wanted : {true, false})
      for (const auto& [pid, daemon] : is_daemon_of_)
        if (daemon == wanted) wait_for(pid);
    is_daemon_of_.clear();
  }

 private:
  [[noreturn]] void run(const std::function<void()>& body, bool daemon) {
    is_daemon_of_.clear();
    is_daemon_ = daemon;
    int code = 0;
    try {
      body();
    } catch (...) {
      code = 1;
    }
    finish();
    _exit(code);
  }

  static void wait_for(pid_t pid) {
    siginfo_t how;
    waitid(P_PID, static_cast<id_t>(pid), &how, WEXITED);
  }

  inline static thread_local bool is_daemon_ = false;
  std::mutex mutex_;
  std::unordered_map<pid_t, bool> is_daemon_of_;
};
