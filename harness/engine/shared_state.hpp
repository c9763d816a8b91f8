// Everything that all processes of a run share: tasks, processes, objects, clocks, time, the record of choices.
#pragma once

#include <cstddef>
#include <cstdint>

#include "harness/engine/choices.hpp"
#include "harness/engine/event_sink.hpp"
#include "harness/engine/layout.hpp"
#include "harness/engine/local.hpp"
#include "harness/engine/object.hpp"
#include "harness/engine/process.hpp"
#include "harness/engine/scheduler.hpp"
#include "harness/engine/task.hpp"

namespace threadmark::engine {

enum class TimeMode : std::uint8_t {
  exact,  ///< time passes only when nobody can run, earliest deadline first
  any,    ///< a sleep or time-out may take any time ≥ its length
};

inline constexpr std::uint32_t max_objects = 1u << 17;
inline constexpr std::uint32_t object_buckets = 1024;
inline constexpr std::uint32_t clock_pool_size = 1u << 23;  ///< epochs
inline constexpr std::uint32_t max_stack_nodes = 1u << 20;
inline constexpr std::uint32_t stack_buckets = 1u << 12;
inline constexpr std::size_t scheduler_storage_size = std::size_t{1} << 20;
inline constexpr std::size_t sink_storage_size = 4096;
inline constexpr Time epoch_start = 1'700'000'000'000'000'000;  ///< CLOCK_REALTIME at the start of a run
inline constexpr Time boot_start = 1'000'000'000'000;           ///< CLOCK_MONOTONIC at the start of a run
inline constexpr Time step_cost = 50;                           ///< virtual ns per point and per look at a clock

/// Parameters of one schedule, set by the explorer before it starts.
struct RunParameters {
  std::uint64_t seed = 1;
  std::uint64_t step_limit = 100'000;
  TimeMode time_mode = TimeMode::exact;
  std::uint32_t spurious_bound = 1;  ///< spurious wake-ups per task and run
  bool full_detail = false;          ///< EventSink::step is called
  bool must_block = false;           ///< busy waiting is a livelock
  bool detect_leaks = true;          //
  bool weak_failures = true;         ///< try_lock and weak compare-exchange may fail without reason
  std::uint32_t idle_limit = 2000;   ///< must_block: points without progress that count as busy waiting
  std::uint32_t poll_limit = 16;     ///< must_block: sleeps and time-outs in a row without progress, likewise
  std::uint64_t memory_limit = std::uint64_t{1} << 30;
};

/// A node of the depot of call stacks: one call below `parent`.
struct StackNode {
  std::uint32_t parent = 0;
  std::uint32_t next_in_bucket = 0;
  std::uint64_t call_pc = 0;
};

inline constexpr std::uint32_t max_gates = 8;
inline constexpr std::uint32_t max_lock_edges = 512;

/// `task` took one lock while it held another, and which others.
struct LockEdge {
  std::uint32_t task = 0;
  std::uint32_t held = 0;
  std::uint32_t taken = 0;
  std::uint32_t held_stack = 0;
  std::uint32_t taken_stack = 0;
  std::uint32_t gate_count = 0;
  std::uint32_t gates[max_gates] = {};
  std::uint64_t held_pc = 0;
  std::uint64_t taken_pc = 0;
  std::uint64_t step = 0;
};

struct SharedState {
  std::uint32_t magic = 0;
  std::uint32_t task_count = 0;  ///< ever created
  std::uint32_t live_tasks = 0;
  std::uint32_t process_count = 1;  ///< ever created + 1 (index 0 is nobody)
  std::uint32_t object_count = 1;
  std::uint32_t current = 0;  ///< task with the baton
  std::uint32_t choice_count = 0;
  std::uint32_t finding_count = 0;
  bool choices_lost = false;
  bool run_ending = false;
  bool started = false;  ///< the program (static initialisers) runs under the engine
  bool leak_check_done = false;
  bool canary_reported = false;  ///< the race detector saw the race that we made
  std::uint64_t step = 0;        ///< points passed by all tasks
  std::uint64_t last_progress = 0;
  std::uint64_t turn_began = 0;   ///< step at which `turn_task` took over
  std::uint32_t turn_task = 0;    ///< who has gone on since without another one
  Time now = 0;                   ///< since the start of the run
  Time next_timer = no_deadline;  ///< when observers().timers_due() is to be called
  std::uint64_t digest = 0;
  std::uint64_t random_state = 0;  ///< for getrandom and the like
  RunParameters parameters;
  Scheduler* scheduler = nullptr;  ///< in scheduler_storage
  std::uint64_t clock_pool_used = 16;
  std::uint32_t clock_free[16] = {};
  std::uint64_t wait_count = 0;       ///< waits begun, for Task::wait_number
  std::uint32_t probed = 0;           ///< task + 1 that is being tried out after nobody could run; 0: none
  std::uint32_t probe_steps = 0;      //
  std::uint32_t probe_next = 0;       ///< the next task that may be tried out
  bool saw_weak_atomic = false;       ///< an atomic operation that is not seq_cst was made
  std::uint64_t shared_map_used = 0;  ///< bytes of the shared arena handed out
  std::uint64_t heap_bytes = 0;
  std::uint32_t stack_node_count = 1;
  std::uint32_t turn_work = 0;  ///< ≠ 0: whoever gets the baton calls observers().turn first
  std::uint64_t finding_keys[256] = {};
  std::uint64_t system_call_data[4096] = {};  ///< for the system-call hooks: descriptors, pipes, …
  std::uint32_t buckets[object_buckets] = {};
  alignas(64) std::byte sink_storage[sink_storage_size];
  std::uint32_t lock_edge_count = 0;
  alignas(4096) LockEdge lock_edges[max_lock_edges];
  alignas(4096) Task tasks[max_tasks];
  alignas(4096) Process processes[max_processes];
  alignas(4096) Object objects[max_objects];
  alignas(4096) Choice choices[max_choices];
  alignas(4096) std::byte scheduler_storage[scheduler_storage_size];
  alignas(4096) Epoch clock_pool[clock_pool_size];
  alignas(4096) std::uint32_t stack_bucket[stack_buckets];
  alignas(4096) StackNode stack_nodes[max_stack_nodes];
};

extern SharedState* mapped_state;
/// The one state; mapped by map_state().
inline SharedState& state() {
  return *mapped_state;
}
/// Maps state, knowledge and the pools at their fixed addresses (tests under ASan: anywhere). Once, before anything
/// else.
void map_state();
/// Maps zeroed memory at a fixed address, elsewhere where that is taken (unit tests under sanitizers).
void* map_at(std::uintptr_t address, std::size_t size, bool shared);
/// Remembers the state as it is now (the fork point) / makes it so again, for the next schedule. Only parts in use are
/// touched; parameters, scheduler and storage are left as they were remembered, too.
void save_baseline();
void restore_baseline();

inline Task& task(std::uint32_t index) {
  return state().tasks[index];
}
inline Process& process(std::uint32_t index) {
  return state().processes[index];
}

}  // namespace threadmark::engine
