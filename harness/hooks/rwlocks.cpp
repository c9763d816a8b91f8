// Read-write locks.
#include <errno.h>
#include <pthread.h>

#include "harness/engine/call_stack.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/mirror.hpp"
#include "harness/hooks/timespecs.hpp"

// Object: owner = writer + 1, count = readers; clock = what writers released, second_clock = what readers released.

namespace threadmark::hooks {

using engine::Object;
using engine::ObjectKind;
using engine::Operation;
using engine::OperationKind;
using engine::Wake;

namespace {

std::uint64_t* mark_in(pthread_rwlock_t* lock) {
  return reinterpret_cast<std::uint64_t*>(lock);
}

std::uint32_t rwlock_object(pthread_rwlock_t* lock, std::uint64_t pc) {
  return mirrored(ObjectKind::rwlock, lock, mark_in(lock), pc);
}

bool is_readable(const engine::Task& waiter) {
  return engine::object(waiter.pending.object).owner == 0;
}
bool is_writable(const engine::Task& waiter) {
  const Object& o = engine::object(waiter.pending.object);
  return o.owner == 0 && o.count == 0;
}

Operation operation_on(std::uint32_t index, OperationKind kind, std::uint64_t pc) {
  Operation operation;
  operation.kind = kind;
  operation.object = index;
  operation.address = engine::object(index).address;
  operation.pc = pc;
  return operation;
}

bool is_held_by_me(std::uint32_t index, bool shared) {
  const engine::Task& me = *engine::self();
  for (std::uint32_t i = 0; i < me.held_count; ++i) {
    if (me.held[i].object == index && me.held[i].shared == shared) return true;
  }
  return false;
}

void take_shared(std::uint32_t index, std::uint64_t pc) {
  Object& o = engine::object(index);
  ++o.count;
  engine::acquire_from(o.clock);
  engine::note_lock(index, pc, true);
}

void take(std::uint32_t index, std::uint64_t pc) {
  Object& o = engine::object(index);
  o.owner = engine::self()->index + 1;
  o.locked_pc = pc;
  o.locked_stack = engine::current_stack();
  engine::acquire_from(o.clock);
  engine::acquire_from(o.second_clock);
  engine::note_lock(index, pc, false);
}

/// Locking what one holds for writing can never be granted.
int refuse_own(std::uint32_t index, engine::Time deadline, std::uint64_t pc) {
  report_misuse("lock.self-lock", index, pc);
  if (deadline == engine::no_deadline) engine::end_run(engine::EndReason::deadlock, 0);
  return EDEADLK;
}

int read_lock(pthread_rwlock_t* lock, engine::Time deadline, std::uint64_t pc) {
  const std::uint32_t index = rwlock_object(lock, pc);
  if (is_held_by_me(index, false)) return refuse_own(index, deadline, pc);
  Operation operation = operation_on(index, OperationKind::lock_shared, pc);
  operation.enabled = is_readable;
  operation.deadline = deadline;
  if (engine::point(operation) == Wake::timed_out) return ETIMEDOUT;
  take_shared(index, pc);
  return 0;
}

int write_lock(pthread_rwlock_t* lock, engine::Time deadline, std::uint64_t pc) {
  const std::uint32_t index = rwlock_object(lock, pc);
  if (is_held_by_me(index, false) || is_held_by_me(index, true)) return refuse_own(index, deadline, pc);
  Operation operation = operation_on(index, OperationKind::lock, pc);
  operation.enabled = is_writable;
  operation.deadline = deadline;
  if (engine::point(operation) == Wake::timed_out) return ETIMEDOUT;
  take(index, pc);
  return 0;
}

int try_lock(pthread_rwlock_t* lock, bool shared, std::uint64_t pc) {
  const std::uint32_t index = rwlock_object(lock, pc);
  engine::point(operation_on(index, OperationKind::try_lock, pc));
  const Object& o = engine::object(index);
  if (o.owner != 0 || (!shared && o.count != 0)) return EBUSY;
  if (shared) {
    take_shared(index, pc);
  } else {
    take(index, pc);
  }
  return 0;
}

int unlock(pthread_rwlock_t* lock, std::uint64_t pc) {
  const std::uint32_t index = rwlock_object(lock, pc);
  engine::point(operation_on(index, OperationKind::unlock, pc));
  Object& o = engine::object(index);
  if (o.owner == engine::self()->index + 1) {
    o.owner = 0;
    engine::release_as(o.clock);
  } else if (is_held_by_me(index, true)) {
    --o.count;
    engine::release_into(o.second_clock);
  } else {
    report_misuse(o.owner == 0 && o.count == 0 ? "lock.unlock-unlocked" : "lock.unlock-not-owner", index, pc);
    if (o.owner != 0) {
      o.owner = 0;
    } else if (o.count != 0) {
      --o.count;
    }
    return 0;
  }
  engine::note_unlock(index);
  return 0;
}

}  // namespace

}  // namespace threadmark::hooks

using namespace threadmark::hooks;
namespace engine = threadmark::engine;

THREADMARK_HOOK int pthread_rwlock_init(pthread_rwlock_t* lock, const pthread_rwlockattr_t* attributes) {
  *lock = pthread_rwlock_t PTHREAD_RWLOCK_INITIALIZER;
  if (engine::self() == nullptr) return 0;
  int shared = PTHREAD_PROCESS_PRIVATE;
  if (attributes != nullptr) pthread_rwlockattr_getpshared(attributes, &shared);
  const std::uint32_t index = mirror_anew(ObjectKind::rwlock, lock, mark_in(lock), THREADMARK_CALLER());
  engine::object(index).process_shared = shared == PTHREAD_PROCESS_SHARED;
  return 0;
}

THREADMARK_HOOK int pthread_rwlock_destroy(pthread_rwlock_t* lock) {
  if (engine::self() == nullptr) return 0;
  const std::uint64_t pc = THREADMARK_CALLER();
  const std::uint32_t index = rwlock_object(lock, pc);
  engine::point(operation_on(index, engine::OperationKind::destroy, pc));
  const engine::Object& o = engine::object(index);
  if (o.owner != 0 || o.count != 0) report_misuse("lock.destroy-locked", index, pc);
  unmirror(index, mark_in(lock));
  return 0;
}

THREADMARK_HOOK int pthread_rwlock_rdlock(pthread_rwlock_t* lock) {
  return read_lock(lock, engine::no_deadline, THREADMARK_CALLER());
}
THREADMARK_HOOK int pthread_rwlock_tryrdlock(pthread_rwlock_t* lock) {
  return try_lock(lock, true, THREADMARK_CALLER());
}
THREADMARK_HOOK int pthread_rwlock_timedrdlock(pthread_rwlock_t* lock, const struct timespec* until) {
  return read_lock(lock, deadline_of(CLOCK_REALTIME, until), THREADMARK_CALLER());
}
THREADMARK_HOOK int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock, const struct timespec* until) {
  return read_lock(lock, deadline_of(clock, until), THREADMARK_CALLER());
}
THREADMARK_HOOK int pthread_rwlock_wrlock(pthread_rwlock_t* lock) {
  return write_lock(lock, engine::no_deadline, THREADMARK_CALLER());
}
THREADMARK_HOOK int pthread_rwlock_trywrlock(pthread_rwlock_t* lock) {
  return try_lock(lock, false, THREADMARK_CALLER());
}
THREADMARK_HOOK int pthread_rwlock_timedwrlock(pthread_rwlock_t* lock, const struct timespec* until) {
  return write_lock(lock, deadline_of(CLOCK_REALTIME, until), THREADMARK_CALLER());
}
THREADMARK_HOOK int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock, const struct timespec* until) {
  return write_lock(lock, deadline_of(clock, until), THREADMARK_CALLER());
}
THREADMARK_HOOK int pthread_rwlock_unlock(pthread_rwlock_t* lock) {
  return unlock(lock, THREADMARK_CALLER());
}
