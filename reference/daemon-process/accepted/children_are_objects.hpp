// A child is an object that knows how to end itself: its destructor kills and reaps a daemon, and waits for a worker.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <stdexcept>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace supervision {

struct Child {
  explicit Child(pid_t pid) : pid(pid) {}
  virtual ~Child() = default;
  const pid_t pid;

 protected:
  void reap() const {
    int status;
    waitpid(pid, &status, 0);
  }
};

struct Daemon final : Child {
  using Child::Child;
  ~Daemon() override {
    ::kill(pid, SIGKILL);
    reap();
  }
};

struct Worker final : Child {
  using Child::Child;
  ~Worker() override { reap(); }
};

enum class Role { main, worker, daemon };
inline Role role = Role::main;

}  // namespace supervision

class Supervisor {
 public:
  pid_t start(std::function<void()> body, bool daemon) {
    using namespace supervision;
    if (role == Role::daemon) throw std::logic_error("start in a daemon");
    const pid_t pid = ::fork();
    if (pid == -1) throw std::runtime_error("fork");
    if (pid == 0) {
      role = daemon ? Role::daemon : Role::worker;
      disown();
      ::_exit(run(body));
    }
    if (daemon) {
      children_.push_front(std::make_unique<Daemon>(pid));
    } else {
      children_.push_back(std::make_unique<Worker>(pid));
    }
    return pid;
  }

  void finish() {
    while (!children_.empty())
      children_.pop_front();  // daemons stand in front
  }

 private:
  int run(const std::function<void()>& body) noexcept {
    int code = 0;
    try {
      body();
    } catch (...) {
      code = 1;
    }
    finish();
    return code;
  }

  /// The objects are copies of the parent's: they must not end anybody here.
  void disown() {
    for (auto& child : children_)
      child.release();
    children_.clear();
  }

  std::deque<std::unique_ptr<supervision::Child>> children_;
};
