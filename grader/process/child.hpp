// One running child: its pipes, its bounds and its end; what both ways of running are made of.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "grader/process/launch.hpp"
#include "grader/process/process.hpp"

namespace threadmark::process {

using Clock = std::chrono::steady_clock;

/// A descriptor that is closed with its owner.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  int number() const { return number_; }
  bool open() const { return number_ >= 0; }
  void close();

 private:
  int number_;
};

/// A pipe with both ends close-on-exec.
struct Pipe {
  Descriptor reading;
  Descriptor writing;
};
Result<Pipe> make_pipe();

/// Does not block on reads and writes from now on.
void make_non_blocking(const Descriptor& descriptor);

/// A started child with its standard streams; `pump` moves what there is to move and watches the bounds.
class Child {
 public:
  static Result<std::unique_ptr<Child>> start(const Command& command, const Bounds& bounds, std::shared_ptr<Tree> tree,
                                              std::vector<GivenDescriptor> more);
  ~Child();

  /// Waits until the child has ended, `watched` is ready for `events` (of poll), or the deadline; true while it runs.
  bool pump(Clock::time_point until, int watched = -1, short events = 0);

  bool ended() const { return ended_; }
  Stopped stopped() const { return outcome_.stopped; }
  void stop(Stopped why);

  /// Kills what is left of the tree, reads what is in the pipes without waiting for their end, reaps.
  Outcome finish();

  pid_t pid() const { return launched_.pid; }

 private:
  Child(const Bounds& bounds, std::shared_ptr<Tree> tree) : bounds_(bounds), tree_(std::move(tree)) {}
  void collect(Descriptor& from, std::string& to, std::size_t most, bool& truncated);
  void watch_bounds();
  void reap();

  Bounds bounds_;
  std::shared_ptr<Tree> tree_;
  Launched launched_;
  Descriptor pidfd_;
  Descriptor out_;
  Descriptor err_;
  Outcome outcome_;
  Clock::time_point started_ = Clock::now();
  Clock::time_point next_look_ = started_;
  Clock::time_point idle_since_ = started_;  ///< begin of the time that is looked at for Bounds::idle_s
  double cpu_before_s_ = 0;                  ///< used up to then
  bool ended_ = false;
  bool reaped_ = false;
};

}  // namespace threadmark::process
