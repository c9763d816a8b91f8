// What each thread keeps for itself, so that an access that is no point costs a few instructions.
#pragma once

#include <cstdint>

namespace threadmark::engine {

struct Task;

/// One call on the shadow call stack; `node` is its id in the depot once somebody asked for it. `slot` is where on the
/// real stack the called function leaves the return addresses of its own calls.
struct Call {
  std::uint32_t pc = 0;  ///< programs are linked below 4 GiB; 0: in a library
  std::uint32_t node = 0;
  std::uint64_t slot = 0;
};

/// The calling thread's own part.
struct Local {
  Task* task = nullptr;
  std::uint64_t ticks = 0;           ///< hook calls so far; copied to Task::ticks at each point
  std::uint64_t stop_tick = ~0ull;   ///< at this tick even an access that is not shared is a point
  std::uint64_t now = 0;             ///< epoch | task << 32: what the shadow of an access by this task begins with
  Call* calls = nullptr;             ///< the shadow call stack; calls[0] is a sentinel
  Call* top = nullptr;               ///< innermost call
  Call* limit = nullptr;             //
  std::uint32_t ignoring = 0;        ///< > 0: accesses are not looked at
  bool wrote = false;                ///< to memory beside its own stack, since its last sleep
  std::uint64_t shadow_page = 0;     ///< of the shadow, last written by a slow access
  std::uint32_t calls_not_kept = 0;  ///< calls deeper than the shadow call stack reaches
};

extern thread_local Local local;

/// The calling thread's task; null before its thread is known to the engine.
inline Task* self() {
  return local.task;
}
/// Maps the shadow call stacks; call_stacks_mapped() is false before (unit tests).
void map_call_stacks();
bool call_stacks_mapped();
/// Binds the calling thread to a task.
void set_self(Task* task);

}  // namespace threadmark::engine
