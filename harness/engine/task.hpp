// A task: one thread of one of the processes of the run.
#pragma once

#include <atomic>
#include <cstdint>

#include "harness/engine/operation.hpp"
#include "harness/engine/vector_clock.hpp"

namespace threadmark::engine {

enum class TaskState : std::uint8_t { unused, alive, ended };

/// One lock that a task holds.
struct HeldLock {
  std::uint32_t object = 0;
  std::uint32_t stack = 0;  ///< where it was taken
  std::uint64_t pc = 0;
  bool shared = false;
};
inline constexpr std::uint32_t max_held_locks = 24;

/// Everything about a task that others must see. Lives in shared state; `index` 0 is main.
struct Task {
  std::uint32_t index = 0;
  std::uint32_t process = 0;  ///< index of its process
  std::uint32_t creator = 0;  ///< task that created it
  TaskState state = TaskState::unused;
  bool detached = false;
  bool joined = false;
  bool really_joined = false;  ///< its kernel thread is gone and collected
  bool cancel_requested = false;
  bool cancel_disabled = false;
  bool is_process_main = false;
  bool cancelled = false;
  Wake wake = Wake::ready;               ///< how it goes on from `pending`
  std::atomic<std::uint32_t> baton = 0;  ///< futex: 1 = it may run
  std::int32_t kernel_tid = 0;
  std::uint64_t thread = 0;    ///< pthread_t in its process
  std::uint64_t start_pc = 0;  ///< where it was created
  std::uint64_t start_routine = 0;
  std::uint32_t start_stack = 0;

  Operation pending;                ///< announced; performed when the task goes on
  std::uint32_t pending_stack = 0;  ///< call stack where it was announced (blocking operations only)
  std::uint32_t probe_object = 0;   ///< where it waited before it was tried out
  std::uint64_t probe_pc = 0;
  std::uint32_t probe_stack = 0;
  std::uint64_t ticks = 0;       ///< hook calls so far (all accesses count): replays switch by it; exact while it waits
  std::uint64_t start_step = 0;  ///< of the run, when it was created / ended
  std::uint64_t end_step = 0;
  std::uint64_t steps = 0;        ///< points passed
  std::uint64_t progress = 0;     ///< number of the last step of the run at which it did something new
  std::uint32_t idle_rounds = 0;  ///< points in a row without progress: it spins; see Scheduler
  std::uint32_t looks = 0;        ///< points without progress since anybody changed something
  std::uint32_t spurious_wakes = 0;
  std::uint64_t spin_signature = 0;
  std::uint64_t rests_until = 0;   ///< others go first until this step of the run: it had a long turn
  std::uint64_t waited_polls = 0;  ///< sleeps or clock looks in a row since it last did something new
  bool pending_signal = false;     ///< a signal waits that would interrupt an interruptible operation
  std::uint8_t reserved[7] = {};

  Epoch epoch = 1;       ///< own component of `clock`
  VectorClock clock;     ///< what happens before its next step
  VectorClock acquired;  ///< seen by relaxed loads, joined by an acquire fence
  VectorClock released;  ///< at the last release fence

  std::uint32_t held_count = 0;
  HeldLock held[max_held_locks];

  std::uint64_t stack_pointer = 0;  ///< while it waits for the baton: its stack lies above, registers included
  std::uint64_t overtakes = 0;      ///< TimeMode::any: time-outs taken before somebody's earlier deadline
  std::uint64_t clock_looks = 0;
  std::uint32_t waiting_on = 0;       ///< condition variable, futex …: waits there until `notified`; 0: nowhere
  std::uint32_t notified_object = 0;  ///< it was notified there and has done nothing since
  bool notified = false;              //
  bool notified_in_vain = false;      ///< it was notified, found its condition gone, and waits again
  std::uint64_t wait_number = 0;      ///< order of arrival among waiters
  std::uint64_t wait_key = 0;         ///< e.g. the bit set of a futex wait

  std::uint64_t system_call_data[8] = {};  ///< for the system-call hooks
  std::uint64_t scheduler_data[4] = {};    ///< for the scheduler of the run
};

}  // namespace threadmark::engine
