// How schedules follow one another in an exploration: the interface of strategies, and what they learn from runs.
#pragma once

#include <cstddef>
#include <cstdint>

#include "harness/engine/shared_state.hpp"
#include "harness/schedulers/profile.hpp"
#include "harness/schedulers/run_log.hpp"

namespace threadmark::schedulers {

/// What the next run is made with. The strategy may change `time` (when the caller asked for both) and names itself.
struct Plan {
  std::uint64_t number = 1;  ///< of the schedule, from 1
  std::uint64_t seed = 1;    ///< of the exploration
  engine::TimeMode time = engine::TimeMode::exact;
  bool may_change_time = false;
  std::uint32_t preemptions = 2;  ///< bound of the strategy `bounded`
  std::byte* storage = nullptr;   ///< engine::scheduler_storage_size bytes of shared memory for the scheduler
  RunLog* log = nullptr;          ///< cleared
  void (*abandon)() = nullptr;    ///< ends a run that would repeat another; called within pick(), may return
  const char* name = "";          ///< set by the strategy: what made this schedule
};

/// How a run went, as far as strategies care.
struct Result {
  bool completed = false;  ///< main ended: nothing was cut off
  bool failed = false;     ///< showed a finding other than data-race, lock-order and leak
  bool cut_off = false;    ///< steps, CPU time or a limit ended it
  bool pruned = false;     ///< the scheduler gave it up (EndReason::abandoned)
  bool learned = false;    ///< memory was found to be shared that was not known to be
};

/// A strategy. Lives in the fork server; objects are made by scheduler_set in static storage, one of a kind at a time.
class Strategy {
 public:
  /// Makes the scheduler of the next run in plan.storage, or null: nothing is left to explore.
  virtual engine::Scheduler* prepare(Plan& plan, const Profile& profile) = 0;
  /// Called after each run that it prepared.
  virtual void learn(const Result& result, const RunLog& log);
  /// Everything inequivalent was explored, within the bounds.
  virtual bool exhausted() const;

 protected:
  ~Strategy() = default;
};

}  // namespace threadmark::schedulers
