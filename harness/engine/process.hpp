// A process of the run, with the numbers that the program sees instead of the kernel's.
#pragma once

#include <cstdint>

#include "harness/engine/vector_clock.hpp"

namespace threadmark::engine {

enum class ProcessState : std::uint8_t { unused, alive, zombie, reaped };

/// Virtual pid of main; children get 1001, 1002, … in order of fork.
inline constexpr std::int32_t first_pid = 1000;

/// One process. Lives in shared state; index 1 is main's process (0 is shared_space, nobody).
struct Process {
  ProcessState state = ProcessState::unused;
  bool is_ended_by_exec = false;
  std::uint32_t index = 0;
  std::uint32_t parent = 0;   ///< index; changes when the parent ends (adopted by `subreaper`, 0)
  std::uint32_t creator = 0;  ///< index of the process that forked it
  std::uint32_t main_task = 0;
  std::uint32_t live_tasks = 0;
  std::int32_t kernel_pid = 0;
  std::int32_t group = first_pid;
  std::int32_t session = first_pid;
  std::int32_t wait_status = 0;
  std::int32_t stopped_by = 0;
  std::uint64_t start_pc = 0;
  std::uint32_t start_stack = 0;
  VectorClock exit_clock;              ///< what happens before its end, for wait
  std::uint64_t signal_data[72] = {};  ///< dispositions, pending signals; for the system-call hooks
  std::uint64_t data[16] = {};         ///< for the system-call hooks

  std::int32_t pid() const { return first_pid - 1 + static_cast<std::int32_t>(index); }
};

}  // namespace threadmark::engine
