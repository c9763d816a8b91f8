// Who goes on: the interface that harness/schedulers implements.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "harness/engine/operation.hpp"

namespace threadmark::engine {

/// One way to go on: this task, in this way. `Wake::timed_out` and `Wake::spurious` stand beside `ready` as candidates
/// of their own where they are possible.
struct Candidate {
  std::uint32_t task = 0;
  Wake how = Wake::ready;
};

enum class ValueKind : std::uint8_t {
  try_lock_fails,  ///< 0 no, 1 yes (try_lock and compare_exchange_weak may fail without reason)
  read_length,     ///< which part of what is there is given (0: all)
  write_length,    ///< likewise
  signal_moment,   //
  other,
};

/// Decides. An object of a subclass lies in shared state (state().scheduler_storage): no pointers to private memory, no
/// heap; the task that releases the baton calls it, in whatever process that runs. Everything it may need is in
/// state(): tasks with their pending operations, steps, time. Same calls ⇒ same answers.
class Scheduler {
 public:
  /// Index of the candidate that goes on. Candidates are in order of task index and never empty; `current` is the task
  /// that arrived at its point (it may be absent when it cannot go on). Called also with one candidate.
  virtual std::size_t pick(std::span<const Candidate> candidates, std::uint32_t current) = 0;
  /// A number below `count`; 0 is the ordinary case.
  virtual std::uint32_t pick_value(std::uint32_t task, ValueKind kind, std::uint32_t count) = 0;
  /// The tick of `task` (about to run) at which it must come to a point though its access is not known to be shared:
  /// the replay's switches. Default: none.
  virtual std::uint64_t forced_tick(std::uint32_t task);
  /// Whether spinning tasks stand among the candidates, too (a replay knows when they waited). Default: no.
  virtual bool keeps_spinners() const;
  virtual void task_created(std::uint32_t task);
  /// The picked candidate performs its pending operation next (pick was followed).
  virtual void performed(std::uint32_t task, const Operation& operation);

 protected:
  ~Scheduler() = default;
};

}  // namespace threadmark::engine
