// Creating, joining, detaching and ending threads.
#include "harness/hooks/threads.hpp"

#include <errno.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "harness/detectors/race.hpp"
#include "harness/engine/call_stack.hpp"
#include "harness/engine/clock.hpp"
#include "harness/engine/event_sink.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/raw_syscall.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/mirror.hpp"
#include "harness/hooks/real.hpp"
#include "harness/hooks/thread_entry.hpp"

namespace threadmark::hooks {

using engine::FindingKind;
using engine::Operation;
using engine::OperationKind;
using engine::Task;
using engine::TaskState;
using engine::Wake;

Task* task_of(std::uint64_t thread) {
  engine::SharedState& s = engine::state();
  const std::uint32_t process = engine::self()->process;
  for (std::uint32_t i = 0; i < s.task_count; ++i) {
    Task& t = s.tasks[i];
    if (t.process == process && t.thread == thread && t.state != TaskState::unused) return &t;
  }
  return nullptr;
}

namespace {

void really_join(Task& t) {
  if (t.really_joined || t.is_process_main) return;
  t.really_joined = true;
  const engine::RealCalls open;
  real.pthread_join(static_cast<pthread_t>(t.thread), nullptr);
}

constexpr std::size_t default_stack_size = std::size_t{8} << 20;
constexpr std::size_t guard_size = 4096;

/// The stacks of tasks 1 to below this have their guard, for the default size, since before the run was forked.
std::uint32_t guarded_beforehand = 1;

std::uintptr_t guard_of(std::uint32_t index) {
  return engine::stack_base + (index + 1) * engine::stack_slot_size - default_stack_size - guard_size;
}

long set_guard(std::uintptr_t address, int protection) {
  return engine::raw_syscall(SYS_mprotect, static_cast<long>(address), guard_size, protection);
}

/// A stack at the task's own place, so that addresses are the same in every replay.
void give_stack(pthread_attr_t& attributes, std::uint32_t index, const pthread_attr_t* wanted) {
  const std::uintptr_t slot = engine::stack_base + index * engine::stack_slot_size;
  std::size_t size = default_stack_size;
  if (wanted != nullptr) {
    std::size_t asked = 0;
    if (pthread_attr_getstacksize(wanted, &asked) == 0 && asked != 0) size = asked;
  }
  if (size > engine::stack_slot_size - 4096) size = engine::stack_slot_size - 4096;
  const std::uintptr_t bottom = slot + engine::stack_slot_size - size;
  const bool is_guarded = index < guarded_beforehand;
  if (is_guarded && size > default_stack_size) set_guard(guard_of(index), PROT_READ | PROT_WRITE);
  if (!is_guarded || size != default_stack_size) set_guard(bottom - guard_size, PROT_NONE);
  pthread_attr_setstack(&attributes, reinterpret_cast<void*>(bottom), size);
}

bool has_ended(const Task& waiter) {
  return engine::task(static_cast<std::uint32_t>(waiter.pending.argument)).state == TaskState::ended;
}

int join(pthread_t thread, void** result, engine::Time deadline, std::uint64_t pc) {
  Task* target = task_of(thread);
  if (target == nullptr || target->joined) return ESRCH;
  if (target->detached) return EINVAL;
  if (target == engine::self()) return EDEADLK;
  Operation operation;
  operation.kind = OperationKind::join;
  operation.enabled = has_ended;
  operation.argument = target->index;
  operation.pc = pc;
  operation.deadline = deadline;
  operation.interruptible = false;
  test_cancel();
  const Wake wake = engine::point(operation);
  if (wake == Wake::timed_out) return ETIMEDOUT;
  if (wake == Wake::interrupted) test_cancel();
  target->joined = true;
  engine::acquire_from(target->clock);
  void* value = thread_result(*target);
  target->really_joined = true;
  {
    const engine::RealCalls open;
    real.pthread_join(thread, nullptr);
  }
  engine::sink().task_joined(*engine::self(), *target);
  if (result != nullptr) *result = value;
  engine::note_progress();
  return 0;
}

}  // namespace

void guard_stacks(std::uint32_t tasks) {
  // Each splits the mapping that a fork copies: many would cost more than they save.
  constexpr std::uint32_t most = 8;
  for (; guarded_beforehand < tasks && guarded_beforehand < most; ++guarded_beforehand)
    if (set_guard(guard_of(guarded_beforehand), PROT_NONE) != 0) return;
}

void settle_ended_threads() {
  engine::SharedState& s = engine::state();
  for (std::uint32_t i = 0; i < s.task_count; ++i) {
    Task& t = s.tasks[i];
    if (t.process == engine::self()->process && t.state == TaskState::ended && !t.really_joined && t.detached)
      really_join(t);
  }
}

namespace {

[[noreturn]] void end_for_threads(std::uint32_t most, std::uint64_t pc) {
  engine::Finding finding;
  finding.kind = FindingKind::limit_exceeded;
  finding.message = "limit.threads";
  finding.values[0] = most;
  engine::FindingPlace& place = finding.add("create");
  place.task = engine::self()->index;
  place.pc = pc;
  place.stack = engine::current_stack();
  engine::report(finding);
  engine::end_run(engine::EndReason::limit, 0);
}

int create(pthread_t* thread, const pthread_attr_t* wanted, void* (*routine)(void*), void* argument, std::uint64_t pc) {
  Operation operation;
  operation.kind = OperationKind::create;
  operation.pc = pc;
  engine::point(operation);
  settle_ended_threads();
  Task* created = engine::create_task(engine::self()->process, engine::self()->index, pc);
  if (created == nullptr) end_for_threads(engine::max_tasks, pc);
  created->start_routine = reinterpret_cast<std::uint64_t>(routine);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  if (wanted != nullptr) {
    int state = PTHREAD_CREATE_JOINABLE;
    pthread_attr_getdetachstate(wanted, &state);
    created->detached = state == PTHREAD_CREATE_DETACHED;
  }
  give_stack(attributes, created->index, wanted);
  const int error = start_real_thread(*created, attributes, routine, argument, thread);
  pthread_attr_destroy(&attributes);
  if (error != 0) end_for_threads(engine::state().task_count - 1, pc);  // the sandbox allows no more
  return 0;
}

}  // namespace

void test_cancel() {
  Task& me = *engine::self();
  if (!me.cancel_requested || me.cancel_disabled || me.cancelled) return;
  me.cancelled = true;
  end_thread(PTHREAD_CANCELED);
}

}  // namespace threadmark::hooks

using namespace threadmark::hooks;
namespace engine = threadmark::engine;

THREADMARK_HOOK int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*routine)(void*),
                                   void* argument) {
  return create(thread, attributes, routine, argument, THREADMARK_CALLER());
}

THREADMARK_HOOK int pthread_join(pthread_t thread, void** result) {
  return join(thread, result, engine::no_deadline, THREADMARK_CALLER());
}

THREADMARK_HOOK int pthread_tryjoin_np(pthread_t thread, void** result) {
  return join(thread, result, engine::now(), THREADMARK_CALLER()) == ETIMEDOUT ? EBUSY : 0;
}

THREADMARK_HOOK int pthread_clockjoin_np(pthread_t thread, void** result, clockid_t clock,
                                         const struct timespec* until) {
  const auto absolute =
      static_cast<engine::Time>(until->tv_sec) * 1'000'000'000u + static_cast<engine::Time>(until->tv_nsec);
  return join(thread, result, engine::run_time_of(clock, absolute), THREADMARK_CALLER());
}

THREADMARK_HOOK int pthread_timedjoin_np(pthread_t thread, void** result, const struct timespec* until) {
  return pthread_clockjoin_np(thread, result, CLOCK_REALTIME, until);
}

THREADMARK_HOOK int pthread_detach(pthread_t thread) {
  engine::Task* target = task_of(thread);
  if (target == nullptr || target->joined) return ESRCH;
  if (target->detached) return EINVAL;
  target->detached = true;
  return 0;
}

THREADMARK_HOOK void pthread_exit(void* result) {
  end_thread(result);
}

THREADMARK_HOOK int pthread_cancel(pthread_t thread) {
  engine::Task* target = task_of(thread);
  if (target == nullptr) return ESRCH;
  engine::Operation operation;
  operation.kind = engine::OperationKind::signal;
  operation.pc = THREADMARK_CALLER();
  engine::point(operation);
  target->cancel_requested = true;
  return 0;
}

THREADMARK_HOOK void pthread_testcancel() {
  test_cancel();
}

THREADMARK_HOOK int pthread_setcancelstate(int state, int* old) {
  engine::Task* me = engine::self();
  if (me == nullptr) return 0;
  if (old != nullptr) *old = me->cancel_disabled ? PTHREAD_CANCEL_DISABLE : PTHREAD_CANCEL_ENABLE;
  me->cancel_disabled = state == PTHREAD_CANCEL_DISABLE;
  return 0;
}
