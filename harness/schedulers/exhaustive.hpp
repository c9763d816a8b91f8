// Every inequivalent schedule once: a search with partial-order reduction.
#pragma once

#include "harness/schedulers/claims.hpp"
#include "harness/schedulers/page_array.hpp"
#include "harness/schedulers/strategy.hpp"

namespace threadmark::schedulers {

/// Source-DPOR with sleep sets: Abdulla, Aronis, Jonsson, Sagonas, "Optimal dynamic partial order reduction", POPL
/// 2014. Schedules that differ only in the order of independent steps are explored once. Starts again when more memory
/// turns out to be shared. Never claims to be exhaustive where time, weak atomics or bounds could hide an execution.
/// (Where only one task ever is, atomics cannot.)
class Exhaustive final : public Strategy {
 public:
  engine::Scheduler* prepare(Plan& plan, const Profile& profile) override;
  void learn(const Result& result, const RunLog& log) override;
  bool exhausted() const override { return finished_ && claims_.everything(); }
  /// No other schedule of the engine can differ from those explored, though the machine's could, by weak atomics.
  bool whole() const { return finished_ && claims_.everything_made(); }
  /// As whole(), but how long things take may vary: only one task ever was, and it measures or waits for time.
  bool only_time_varies() const { return finished_ && claims_.all_but_lengths(); }
  /// Nothing is left to try, whether that is everything or not.
  bool finished() const { return finished_; }
  /// Has an execution to begin with.
  bool begun() const { return finished_ || !nodes_.empty(); }
  /// More memory turned out to be shared in somebody else's run: what was explored did not see it, so begin again.
  void begin_again();

 private:
  enum Flag : std::uint8_t { wanted = 1, explored = 2, asleep = 4 };
  struct Branch {
    LoggedCandidate candidate;
    std::uint8_t flags = 0;
  };
  /// The state before one step (or one value) of the last schedule.
  struct Node {
    std::uint32_t first_branch = 0;
    std::uint16_t branch_count = 0;
    std::uint16_t chosen = 0;  ///< branch, or value
    std::uint16_t value_count = 0;
    bool is_value = false;
  };
  /// The latest step (+ 1) of each task that happens before a step.
  static constexpr std::uint32_t most_tasks = 64;
  struct Clock {
    std::uint32_t latest[most_tasks];
  };

  void restart();
  void give_up();
  bool follows_prefix(const RunLog& log) const;
  void extend(const RunLog& log);
  void find_races(const RunLog& log);
  void find_races_of(const RunLog& log, std::uint32_t step, std::uint32_t task, const Footprint& footprint);
  void begin_clock(const RunLog& log, std::uint32_t step, std::uint32_t task, const Footprint& footprint);
  void reverse(const RunLog& log, std::uint32_t first, std::uint32_t second, std::uint32_t task);
  bool is_initial(const RunLog& log, std::uint32_t first, std::uint32_t candidate) const;
  bool happens_before(std::uint32_t first, const RunLog& log, std::uint32_t second) const;
  bool next_branch();

  PageArray<Node> nodes_{std::size_t{1} << 14};
  PageArray<Branch> branches_{std::size_t{1} << 20};
  PageArray<Clock> clocks_{std::size_t{1} << 14};
  PageArray<std::uint32_t> prefix_{std::size_t{1} << 14, PageArray<std::uint32_t>::Visible::in_children};
  PageArray<LoggedCandidate> sleeping_{std::size_t{1} << 12, PageArray<LoggedCandidate>::Visible::in_children};
  Clock clock_{};                           ///< of the step that is looked at
  std::uint32_t last_of_[most_tasks] = {};  ///< the last step (+ 1) of each task so far
  std::uint32_t values_changed_ = 0;
  std::uint32_t restarts_ = 0;
  bool finished_ = false;
  Claims claims_;
};

/// In static storage; see scheduler_set.
Exhaustive* make_exhaustive();

}  // namespace threadmark::schedulers
