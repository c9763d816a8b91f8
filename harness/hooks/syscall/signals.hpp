// Signals between the tasks of a run: nothing of it reaches the kernel, except that the dead are really dead.
#pragma once

#include <cstdint>

#include "harness/engine/task.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

// Sends to a process or to one task of it. A signal that nobody blocks and whose default is to kill ends the process at
// once; the others are delivered when a target next comes to a point. Caller holds the baton; may not return when it
// kills itself.
void send_to_process(std::uint32_t process, int signal, SignalNews news) noexcept;
void send_to_task(std::uint32_t task, int signal, SignalNews news) noexcept;

// A write to a pipe or socket that nobody reads: SIGPIPE for the calling task; where nothing catches or ignores it, a
// crash.
void break_pipe(std::uint64_t pc) noexcept;

// Runs the handlers (or default actions) due for the calling task. True: an interrupted call may be restarted (every
// handler that ran had SA_RESTART, or none ran).
bool deliver_due_signals() noexcept;

// Sets the engine's `pending_signal` of every task of the process from masks and pending sets.
void refresh_pending(std::uint32_t process) noexcept;

// Takes one pending signal of `set` from the calling task or its process; 0: none.
int take_pending(std::uint64_t set, SignalNews* news) noexcept;

// The signals that wait for the task, blocked or not.
std::uint64_t pending_for(std::uint32_t task) noexcept;

// Fills a siginfo_t of the kernel's layout (128 bytes).
void fill_siginfo(void* info, int signal, const SignalNews& news) noexcept;

constexpr std::uint64_t bit_of(int signal) noexcept {
  return std::uint64_t{1} << (signal - 1);
}

}  // namespace threadmark::hooks
