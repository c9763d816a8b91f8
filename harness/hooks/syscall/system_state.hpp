// What the system-call hooks keep for all processes of a run, beside the engine's own state: signals, descriptors,
// timers.
#pragma once

#include <array>
#include <cstdint>

#include "harness/engine/layout.hpp"
#include "harness/hooks/syscall/io_table.hpp"
#include "harness/hooks/syscall/leftovers.hpp"

namespace threadmark::hooks {

constexpr int signal_count = 65;
constexpr std::uintptr_t system_base = 0x0b40'0000'0000;  // MAP_SHARED, same in all processes

// What the program asked to be done on a signal, as the kernel's struct sigaction has it (handler 0: default, 1:
// ignore).
struct SignalAction {
  std::uint64_t handler = 0;
  std::uint64_t flags = 0;
  std::uint64_t restorer = 0;
  std::uint64_t mask = 0;
};

// What a handler is told about its signal.
struct SignalNews {
  std::int32_t code = 0;
  std::int32_t sender = 0;
  std::int64_t value = 0;
};

// alarm, setitimer(ITIMER_REAL) ([0]) and timer_create; virtual ns since the start of the run.
struct Timer {
  std::uint64_t deadline = 0;  // 0: off
  std::uint64_t interval = 0;
  std::int32_t signal = 0;
  std::int32_t overrun = 0;
  std::int64_t value = 0;
  bool in_use = false;
};
constexpr int timers_per_process = 16;

// One process, by the engine's index.
struct ProcessData {
  bool executing_other = false;
  bool stopped = false;
  bool stop_unreported = false;
  bool continue_unreported = false;
  bool adopted_by_outside = false;
  std::int32_t death_signal = 0;
  std::int32_t exit_signal = 0;
  std::uint32_t children_epoch = 0;  // grows when a child ends, stops or goes on
  std::uint64_t pending = 0;         // bit n-1: signal n waits for the process as a whole
  std::uint64_t map_used = 0;        // bytes of the private map arena handed out
  std::uint64_t end_time = 0;
  std::uint32_t engine_object = 0;
  std::uint32_t waits = 0;
  std::array<SignalAction, signal_count> actions;
  std::array<SignalNews, signal_count> news;
  std::array<Timer, timers_per_process> timers;
  DescriptorTable descriptors;
};

// One task, by the engine's index.
struct TaskData {
  std::uint64_t mask = 0;
  std::uint64_t pending = 0;
  std::uint64_t awaited = 0;  // sigwait, sigtimedwait: these end the wait, blocked or not
  std::array<SignalNews, signal_count> news;
  std::uint64_t alternate_stack = 0;
  std::uint64_t alternate_size = 0;
  std::int32_t alternate_flags = 2;  // SS_DISABLE
  std::uint64_t wait_data[8] = {};   // arguments of the predicate that the task waits on
};

// A MAP_SHARED mapping of a file: all processes get it at one address.
struct SharedMapping {
  std::uint16_t object = 0;
  std::uint64_t offset = 0;
  std::uint64_t address = 0;
  std::uint64_t size = 0;
};
constexpr int max_shared_mappings = 256;

struct System {
  std::int32_t dying = 0;  // kernel pid of a process whose end is decided and may not have happened yet
  std::int32_t mapping_count = 0;
  std::uint32_t tasks_known = 1;   // records below this index are of this run; others are made anew on first use
  bool has_shared_memory = false;  // the run has mapped some: its shadow must be cleared afterwards
  std::array<SharedMapping, max_shared_mappings> mappings;
  IoTable io;
  IpcTable ipc;
  std::array<ProcessData, engine::max_processes> processes;
  std::array<TaskData, engine::max_tasks> tasks;
};

System& system() noexcept;
ProcessData& process_data(std::uint32_t index) noexcept;
TaskData& task_data(std::uint32_t index) noexcept;

// Maps it and makes main's process with descriptors 0, 1 and 2; once, before arm_process().
void map_system() noexcept;

// The fork server: remembers it as it is at the fork point / makes it so again before each schedule.
void save_system_baseline() noexcept;
void restore_system_baseline() noexcept;

}  // namespace threadmark::hooks
