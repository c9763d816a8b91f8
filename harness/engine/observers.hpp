// Who the engine asks or tells at certain moments: detectors and system-call hooks register here.
#pragma once

#include <cstdint>

namespace threadmark::engine {

struct Operation;
struct Task;

/// Functions called by the holder of the baton; null: nobody.
struct Observers {
  /// Nobody can go on, ever: report why; the run ends afterwards. Or name a task that is to be tried out (woken without
  /// reason, state().probed set): then the run goes on for it alone.
  bool (*stuck)(std::uint32_t& task) = nullptr;
  /// The task that is tried out announces its next operation. Ends the run, or lets it go on.
  void (*probe)(Task& task, const Operation& operation) = nullptr;
  /// The step limit was reached.
  void (*out_of_steps)() = nullptr;
  /// A task got the baton while state().turn_work ≠ 0 (e.g. a process that has to be waited for in the kernel).
  void (*turn)() = nullptr;
  /// state().next_timer has come: makes signals pending and sets it anew.
  void (*timers_due)() = nullptr;
  /// A lock was taken (already in task.held).
  void (*lock_taken)(Task& task, std::uint32_t object) = nullptr;
  /// A task waits by running (state().parameters.must_block).
  void (*busy_waiting)(Task& task) = nullptr;
};

Observers& observers();

}  // namespace threadmark::engine
