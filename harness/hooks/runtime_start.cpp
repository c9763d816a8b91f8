// The first thing that happens in a program: memory at its fixed places, main as task 0; and main itself.
#include <sys/syscall.h>
#include <unistd.h>

#include "harness/detectors/canary.hpp"
#include "harness/detectors/detectors.hpp"
#include "harness/detectors/race.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/raw_syscall.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/library_spin.hpp"
#include "harness/hooks/real.hpp"

extern "C" {
// Of the explorer, where it is linked in.
void threadmark_at_start() __attribute__((weak));
void threadmark_before_main() __attribute__((weak));
}

namespace threadmark::hooks {

// Of the system-call hooks, where they are linked in.
void start_system_calls() noexcept __attribute__((weak));
void arm_thread() noexcept __attribute__((weak));

namespace {

int (*program_main)(int, char**, char**) = nullptr;

/// Stacks of all tasks lie at fixed places in one reservation.
void map_stacks() {
  void* place = engine::map_at(engine::stack_base, engine::max_tasks * engine::stack_slot_size, false);
  if (reinterpret_cast<std::uintptr_t>(place) != engine::stack_base) engine::die("cannot place the stacks");
}

void make_main_task() {
  engine::SharedState& s = engine::state();
  engine::Process& main_process = s.processes[1];
  s.process_count = 2;
  main_process.index = 1;
  main_process.state = engine::ProcessState::alive;
  main_process.kernel_pid = static_cast<std::int32_t>(engine::raw_syscall(SYS_getpid));
  engine::Task* main_task = engine::create_task(1, 0, 0);
  main_task->is_process_main = true;
  main_task->kernel_tid = main_process.kernel_pid;
  engine::set_self(main_task);
  main_task->thread = static_cast<std::uint64_t>(pthread_self());
  s.started = true;
}

void start() {
  engine::map_state();
  engine::map_call_stacks();
  detectors::map_shadow();
  detectors::plant_canary();
  map_stacks();
  load_real();
  find_library_spin();
  make_main_task();
  detectors::install_detectors();
  if (threadmark_at_start != nullptr) threadmark_at_start();
  if (start_system_calls != nullptr) {
    start_system_calls();
    arm_thread();
  }
}

__attribute__((section(".preinit_array"), used)) void (*const start_entry)() = start;

int run_main(int argc, char** argv, char** environment) {
  if (threadmark_before_main != nullptr) threadmark_before_main();
  return program_main(argc, argv, environment);
}

}  // namespace

}  // namespace threadmark::hooks

using namespace threadmark::hooks;

THREADMARK_HOOK int __libc_start_main(int (*main)(int, char**, char**), int argc, char** argv, void (*init)(),
                                      void (*fini)(), void (*ld_fini)(), void* stack_end) {
  load_real();
  program_main = main;
  return real.libc_start_main(run_main, argc, argv, init, fini, ld_fini, stack_end);
}
