// The first and last frames of each thread; compiled with exceptions, because pthread_exit unwinds through it.
#include "harness/hooks/thread_entry.hpp"

#include <sys/syscall.h>

#include "harness/engine/layout.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/raw_syscall.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/real.hpp"

namespace threadmark::hooks {

// Of the system-call hooks, where they are linked in: traps this thread's system calls from now on.
void arm_thread() noexcept __attribute__((weak));

namespace {

/// What a new thread is told; private to its process, one a task.
struct Start {
  engine::Task* task;
  void* (*routine)(void*);
  void* argument;
  void* result;
};
Start starts[engine::max_tasks];

/// The task's part of the end, whether the routine returned or unwinds.
struct AtEnd {
  Start& start;
  ~AtEnd() {
    // invariant: with trapped system calls the task ends in the trap of the thread's last one, after thread_local
    // destructors; without, here.
    if (*engine::syscall_selector() == 0) engine::leave_task();
  }
};

void* run_thread(void* pointer) {
  Start& start = *static_cast<Start*>(pointer);
  engine::enter_task(*start.task);
  if (arm_thread != nullptr) arm_thread();
  const AtEnd at_end{start};
  start.result = start.routine(start.argument);
  return start.result;
}

}  // namespace

int start_real_thread(engine::Task& task, pthread_attr_t& attributes, void* (*routine)(void*), void* argument,
                      pthread_t* thread) {
  Start& start = starts[task.index];
  start = Start{&task, routine, argument, nullptr};
  int error = 0;
  {
    const engine::RealCalls open;
    ++engine::local.ignoring;  // what libc allocates for the thread is not the student's
    error = real.pthread_create(thread, &attributes, run_thread, &start);
    --engine::local.ignoring;
  }
  task.thread = static_cast<std::uint64_t>(*thread);
  return error;
}

void* thread_result(const engine::Task& task) {
  return starts[task.index].result;
}

const void* thread_argument(const engine::Task& task) {
  return starts[task.index].argument;
}

void end_thread(void* result) {
  engine::Task& me = *engine::self();
  starts[me.index].result = result;
  real.pthread_exit(result);
  __builtin_unreachable();
}

}  // namespace threadmark::hooks
