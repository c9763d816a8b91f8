// POSIX semaphores, unnamed and (through their mapping) named.
#include <errno.h>
#include <limits.h>
#include <semaphore.h>

#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/mirror.hpp"
#include "harness/hooks/threads.hpp"
#include "harness/hooks/timespecs.hpp"

// Object: count = value; clock = everything that was posted. sem_t: glibc's own value in its first word, our mark in
// the last.

extern "C" bool threadmark_deliver_signals() __attribute__((weak));

namespace threadmark::hooks {

using engine::Object;
using engine::ObjectKind;
using engine::Operation;
using engine::OperationKind;
using engine::Wake;

namespace {

std::uint64_t* mark_in(sem_t* semaphore) {
  return reinterpret_cast<std::uint64_t*>(reinterpret_cast<char*>(semaphore) + sizeof(sem_t) - 8);
}

/// A semaphore that we did not initialise (sem_open's file) begins with the value in its memory.
std::uint32_t semaphore_object(sem_t* semaphore, std::uint64_t pc) {
  const std::uint32_t before = engine::state().object_count;
  const std::uint32_t index = mirrored(ObjectKind::semaphore, semaphore, mark_in(semaphore), pc);
  if (index >= before) {
    engine::object(index).count = *reinterpret_cast<const unsigned*>(semaphore);
    engine::object(index).process_shared = true;
  }
  return index;
}

bool is_positive(const engine::Task& waiter) {
  return engine::object(waiter.pending.object).count > 0;
}

Operation operation_on(std::uint32_t index, OperationKind kind, std::uint64_t pc) {
  Operation operation;
  operation.kind = kind;
  operation.object = index;
  operation.address = engine::object(index).address;
  operation.pc = pc;
  return operation;
}

void set_value(sem_t* semaphore, Object& o, std::uint32_t value) {
  o.count = value;
  *reinterpret_cast<unsigned*>(semaphore) = value;
}

int fail(int error) {
  errno = error;
  return -1;
}

int wait(sem_t* semaphore, engine::Time deadline, std::uint64_t pc) {
  test_cancel();
  const std::uint32_t index = semaphore_object(semaphore, pc);
  Operation operation = operation_on(index, OperationKind::semaphore_wait, pc);
  operation.enabled = is_positive;
  operation.deadline = deadline;
  operation.interruptible = true;
  while (true) {
    const Wake wake = engine::point(operation);
    if (wake == Wake::timed_out) return fail(ETIMEDOUT);
    if (wake != Wake::interrupted) break;
    test_cancel();
    const bool may_restart = threadmark_deliver_signals == nullptr || threadmark_deliver_signals();
    if (!may_restart) return fail(EINTR);
  }
  Object& o = engine::object(index);
  set_value(semaphore, o, o.count - 1);
  engine::acquire_from(o.clock);
  engine::note_progress();
  return 0;
}

}  // namespace

}  // namespace threadmark::hooks

using namespace threadmark::hooks;
namespace engine = threadmark::engine;

THREADMARK_HOOK int sem_init(sem_t* semaphore, int shared, unsigned value) {
  if (value > SEM_VALUE_MAX) return fail(EINVAL);
  const std::uint32_t index =
      mirror_anew(engine::ObjectKind::semaphore, semaphore, mark_in(semaphore), THREADMARK_CALLER());
  engine::object(index).process_shared = shared != 0;
  set_value(semaphore, engine::object(index), value);
  return 0;
}

THREADMARK_HOOK int sem_destroy(sem_t* semaphore) {
  const std::uint64_t pc = THREADMARK_CALLER();
  const std::uint32_t index = semaphore_object(semaphore, pc);
  engine::point(operation_on(index, engine::OperationKind::destroy, pc));
  unmirror(index, mark_in(semaphore));
  return 0;
}

THREADMARK_HOOK int sem_wait(sem_t* semaphore) {
  return wait(semaphore, engine::no_deadline, THREADMARK_CALLER());
}

THREADMARK_HOOK int sem_timedwait(sem_t* semaphore, const struct timespec* until) {
  return wait(semaphore, deadline_of(CLOCK_REALTIME, until), THREADMARK_CALLER());
}

THREADMARK_HOOK int sem_clockwait(sem_t* semaphore, clockid_t clock, const struct timespec* until) {
  return wait(semaphore, deadline_of(clock, until), THREADMARK_CALLER());
}

THREADMARK_HOOK int sem_trywait(sem_t* semaphore) {
  const std::uint64_t pc = THREADMARK_CALLER();
  const std::uint32_t index = semaphore_object(semaphore, pc);
  engine::point(operation_on(index, engine::OperationKind::try_lock, pc));
  engine::Object& o = engine::object(index);
  if (o.count == 0) return fail(EAGAIN);
  set_value(semaphore, o, o.count - 1);
  engine::acquire_from(o.clock);
  engine::note_progress();
  return 0;
}

THREADMARK_HOOK int sem_post(sem_t* semaphore) {
  const std::uint64_t pc = THREADMARK_CALLER();
  const std::uint32_t index = semaphore_object(semaphore, pc);
  engine::point(operation_on(index, engine::OperationKind::semaphore_post, pc));
  engine::Object& o = engine::object(index);
  if (o.count == SEM_VALUE_MAX) return fail(EOVERFLOW);
  set_value(semaphore, o, o.count + 1);
  engine::release_into(o.clock);
  return 0;
}

THREADMARK_HOOK int sem_getvalue(sem_t* semaphore, int* value) {
  const std::uint64_t pc = THREADMARK_CALLER();
  const std::uint32_t index = semaphore_object(semaphore, pc);
  engine::Operation operation = operation_on(index, engine::OperationKind::atomic_load, pc);
  operation.writes = false;
  engine::point(operation);
  *value = static_cast<int>(engine::object(index).count);
  return 0;
}
