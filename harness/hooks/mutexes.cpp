// Mutexes of all kinds.
#include "harness/hooks/mutexes.hpp"

#include <errno.h>

#include "harness/engine/call_stack.hpp"
#include "harness/engine/clock.hpp"
#include "harness/engine/finding.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/mirror.hpp"
#include "harness/hooks/timespecs.hpp"

namespace threadmark::hooks {

using engine::MutexKind;
using engine::Object;
using engine::ObjectKind;
using engine::Operation;
using engine::OperationKind;
using engine::Wake;

namespace {

// Where the mark lies in glibc's mutex: the list pointers at its end, which static initialisers leave 0.
std::uint64_t* mark_in(pthread_mutex_t* mutex) {
  return reinterpret_cast<std::uint64_t*>(reinterpret_cast<char*>(mutex) + 32);
}

MutexKind kind_of(int type) {
  switch (type & 3) {
    case PTHREAD_MUTEX_RECURSIVE:
      return MutexKind::recursive;
    case PTHREAD_MUTEX_ERRORCHECK:
      return MutexKind::error_check;
    default:
      return MutexKind::normal;
  }
}

bool owner_is_gone(const Object& o) {
  return o.owner != 0 && engine::task(o.owner - 1).state == engine::TaskState::ended;
}

bool is_free(const engine::Task& waiter) {
  const Object& o = engine::object(waiter.pending.object);
  return o.owner == 0 || (o.robust && owner_is_gone(o)) || o.broken;
}

Operation operation_on(std::uint32_t index, OperationKind kind, std::uint64_t pc) {
  Operation operation;
  operation.kind = kind;
  operation.object = index;
  operation.address = engine::object(index).address;
  operation.pc = pc;
  return operation;
}

/// The mutex is free and the caller takes it; 0 or EOWNERDEAD.
int take(Object& o, std::uint32_t index, std::uint64_t pc) {
  if (o.broken) return ENOTRECOVERABLE;
  int result = 0;
  if (o.owner != 0) {
    o.owner_died = true;
    result = EOWNERDEAD;
  }
  o.owner = engine::self()->index + 1;
  o.count = 1;
  o.locked_pc = pc;
  o.locked_stack = engine::current_stack();
  engine::acquire_from(o.clock);
  engine::note_lock(index, pc, false);
  return result;
}

/// Locking what one holds already: deeper, an error, or the end.
int lock_own(Object& o, std::uint32_t index, engine::Time deadline, std::uint64_t pc) {
  if (o.mutex_kind == MutexKind::recursive) {
    ++o.count;
    return 0;
  }
  if (o.mutex_kind == MutexKind::error_check) return EDEADLK;
  report_misuse("lock.self-lock", index, pc);
  if (deadline == engine::no_deadline) engine::end_run(engine::EndReason::deadlock, 0);
  return ETIMEDOUT;
}

int try_lock(pthread_mutex_t* mutex, std::uint64_t pc) {
  const std::uint32_t index = mutex_object(mutex, pc);
  engine::point(operation_on(index, OperationKind::try_lock, pc));
  Object& o = engine::object(index);
  if (o.owner == engine::self()->index + 1 && o.mutex_kind == MutexKind::recursive) {
    ++o.count;
    return 0;
  }
  if (o.owner != 0 && !(o.robust && owner_is_gone(o))) return EBUSY;
  return take(o, index, pc);
}

int unlock(pthread_mutex_t* mutex, std::uint64_t pc) {
  const std::uint32_t index = mutex_object(mutex, pc);
  engine::point(operation_on(index, OperationKind::unlock, pc));
  Object& o = engine::object(index);
  if (o.owner != engine::self()->index + 1) {
    if (o.mutex_kind == MutexKind::error_check) return EPERM;
    report_misuse(o.owner == 0 ? "lock.unlock-unlocked" : "lock.unlock-not-owner", index, pc);
    if (o.mutex_kind == MutexKind::recursive || o.owner == 0) return EPERM;
    // As the machine does it: the lock is free although another holds it.
    engine::Task& owner = engine::task(o.owner - 1);
    for (std::uint32_t i = 0; i < owner.held_count; ++i) {
      if (owner.held[i].object == index) owner.held[i].object = 0;
    }
    o.owner = 0;
    o.count = 0;
    engine::release_into(o.clock);  // the one mistake is not to be a data race as well
    return 0;
  }
  if (--o.count != 0) return 0;
  if (o.owner_died) o.broken = true;
  give_up_mutex(index);
  return 0;
}

}  // namespace

std::uint32_t mutex_object(pthread_mutex_t* mutex, std::uint64_t pc) {
  std::uint64_t* mark = mark_in(mutex);
  const std::uint32_t before = engine::state().object_count;
  const std::uint32_t index = mirrored(ObjectKind::mutex, mutex, mark, pc);
  if (index >= before) engine::object(index).mutex_kind = kind_of(mutex->__data.__kind);
  return index;
}

int lock_mutex(std::uint32_t index, engine::Time deadline, std::uint64_t pc) {
  Object& o = engine::object(index);
  if (o.owner == engine::self()->index + 1 && !o.broken) {
    if (o.mutex_kind == MutexKind::recursive) engine::point(operation_on(index, OperationKind::lock, pc));
    return lock_own(o, index, deadline, pc);
  }
  Operation operation = operation_on(index, OperationKind::lock, pc);
  operation.enabled = is_free;
  operation.deadline = deadline;
  if (engine::point(operation) == Wake::timed_out) return ETIMEDOUT;
  return take(o, index, pc);
}

void relock_mutex(std::uint32_t index, std::uint32_t depth, std::uint64_t pc) {
  lock_mutex(index, engine::no_deadline, pc);
  engine::object(index).count = depth;
}

std::uint32_t give_up_mutex(std::uint32_t index) {
  Object& o = engine::object(index);
  const std::uint32_t depth = o.count;
  o.owner = 0;
  o.count = 0;
  engine::release_as(o.clock);
  engine::note_unlock(index);
  return depth;
}

bool mutex_is_mine(std::uint32_t index) {
  return engine::object(index).owner == engine::self()->index + 1;
}

}  // namespace threadmark::hooks

using namespace threadmark::hooks;
namespace engine = threadmark::engine;

THREADMARK_HOOK int pthread_mutex_init(pthread_mutex_t* mutex, const pthread_mutexattr_t* attributes) {
  *mutex = pthread_mutex_t PTHREAD_MUTEX_INITIALIZER;
  int type = PTHREAD_MUTEX_DEFAULT;
  int shared = PTHREAD_PROCESS_PRIVATE;
  int robust = PTHREAD_MUTEX_STALLED;
  if (attributes != nullptr) {
    pthread_mutexattr_gettype(attributes, &type);
    pthread_mutexattr_getpshared(attributes, &shared);
    pthread_mutexattr_getrobust(attributes, &robust);
  }
  mutex->__data.__kind = type;
  if (engine::self() == nullptr) return 0;
  const std::uint32_t index = mirror_anew(engine::ObjectKind::mutex, mutex, mark_in(mutex), THREADMARK_CALLER());
  engine::Object& o = engine::object(index);
  o.mutex_kind = kind_of(type);
  o.process_shared = shared == PTHREAD_PROCESS_SHARED;
  o.robust = robust == PTHREAD_MUTEX_ROBUST;
  return 0;
}

THREADMARK_HOOK int pthread_mutex_destroy(pthread_mutex_t* mutex) {
  if (engine::self() == nullptr) return 0;
  const std::uint64_t pc = THREADMARK_CALLER();
  const std::uint32_t index = mutex_object(mutex, pc);
  engine::point(operation_on(index, engine::OperationKind::destroy, pc));
  if (engine::object(index).owner != 0) report_misuse("lock.destroy-locked", index, pc);
  unmirror(index, mark_in(mutex));
  return 0;
}

THREADMARK_HOOK int pthread_mutex_lock(pthread_mutex_t* mutex) {
  if (engine::self() == nullptr) return 0;
  const std::uint64_t pc = THREADMARK_CALLER();
  return lock_mutex(mutex_object(mutex, pc), engine::no_deadline, pc);
}

THREADMARK_HOOK int pthread_mutex_trylock(pthread_mutex_t* mutex) {
  return engine::self() == nullptr ? 0 : try_lock(mutex, THREADMARK_CALLER());
}

THREADMARK_HOOK int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock, const struct timespec* until) {
  const std::uint64_t pc = THREADMARK_CALLER();
  return lock_mutex(mutex_object(mutex, pc), deadline_of(clock, until), pc);
}

THREADMARK_HOOK int pthread_mutex_timedlock(pthread_mutex_t* mutex, const struct timespec* until) {
  const std::uint64_t pc = THREADMARK_CALLER();
  return lock_mutex(mutex_object(mutex, pc), deadline_of(CLOCK_REALTIME, until), pc);
}

THREADMARK_HOOK int pthread_mutex_unlock(pthread_mutex_t* mutex) {
  return engine::self() == nullptr ? 0 : unlock(mutex, THREADMARK_CALLER());
}

THREADMARK_HOOK int pthread_mutex_consistent(pthread_mutex_t* mutex) {
  engine::Object& o = engine::object(mutex_object(mutex, THREADMARK_CALLER()));
  if (!o.robust || !o.owner_died) return EINVAL;
  o.owner_died = false;
  return 0;
}
