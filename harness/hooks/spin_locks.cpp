// Spin locks: a task that spins has nothing to do but wait, so it waits.
#include <errno.h>
#include <pthread.h>

#include "harness/engine/call_stack.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/mirror.hpp"

// The lock is one int of the program's memory: too small for a mark, and always initialised by pthread_spin_init.

namespace threadmark::hooks {

using engine::Object;
using engine::ObjectKind;
using engine::Operation;
using engine::OperationKind;

namespace {

void* memory_of(pthread_spinlock_t* lock) {
  return const_cast<int*>(lock);
}

std::uint32_t spin_object(pthread_spinlock_t* lock, std::uint64_t pc) {
  const std::uint32_t index =
      engine::object_at(ObjectKind::spin_lock, reinterpret_cast<std::uint64_t>(memory_of(lock)), pc);
  check_sharing(index, pc);
  return index;
}

bool is_free(const engine::Task& waiter) {
  return engine::object(waiter.pending.object).owner == 0;
}

Operation operation_on(std::uint32_t index, OperationKind kind, std::uint64_t pc) {
  Operation operation;
  operation.kind = kind;
  operation.object = index;
  operation.address = engine::object(index).address;
  operation.pc = pc;
  return operation;
}

int take(std::uint32_t index, std::uint64_t pc) {
  Object& o = engine::object(index);
  o.owner = engine::self()->index + 1;
  o.locked_pc = pc;
  o.locked_stack = engine::current_stack();
  engine::acquire_from(o.clock);
  engine::note_lock(index, pc, false);
  return 0;
}

}  // namespace

}  // namespace threadmark::hooks

using namespace threadmark::hooks;
namespace engine = threadmark::engine;

THREADMARK_HOOK int pthread_spin_init(pthread_spinlock_t* lock, int shared) {
  const std::uint64_t pc = THREADMARK_CALLER();
  const auto address = reinterpret_cast<std::uint64_t>(memory_of(lock));
  const std::uint32_t old = engine::find_object(engine::space_of(address), address);
  if (old != 0) engine::forget_object(old);
  const std::uint32_t index = engine::make_object(ObjectKind::spin_lock, engine::space_of(address), address, pc);
  engine::object(index).process_shared = shared == PTHREAD_PROCESS_SHARED;
  engine::object(index).first_process = engine::self()->process;
  *lock = 1;
  return 0;
}

THREADMARK_HOOK int pthread_spin_destroy(pthread_spinlock_t* lock) {
  const std::uint64_t pc = THREADMARK_CALLER();
  const std::uint32_t index = spin_object(lock, pc);
  if (engine::object(index).owner != 0) report_misuse("lock.destroy-locked", index, pc);
  engine::forget_object(index);
  return 0;
}

THREADMARK_HOOK int pthread_spin_lock(pthread_spinlock_t* lock) {
  const std::uint64_t pc = THREADMARK_CALLER();
  const std::uint32_t index = spin_object(lock, pc);
  if (engine::object(index).owner == engine::self()->index + 1) {
    report_misuse("lock.self-lock", index, pc);
    engine::end_run(engine::EndReason::deadlock, 0);
  }
  Operation operation = operation_on(index, OperationKind::lock, pc);
  operation.enabled = is_free;
  engine::point(operation);
  return take(index, pc);
}

THREADMARK_HOOK int pthread_spin_trylock(pthread_spinlock_t* lock) {
  const std::uint64_t pc = THREADMARK_CALLER();
  const std::uint32_t index = spin_object(lock, pc);
  engine::point(operation_on(index, OperationKind::try_lock, pc));
  return engine::object(index).owner != 0 ? EBUSY : take(index, pc);
}

THREADMARK_HOOK int pthread_spin_unlock(pthread_spinlock_t* lock) {
  const std::uint64_t pc = THREADMARK_CALLER();
  const std::uint32_t index = spin_object(lock, pc);
  engine::point(operation_on(index, OperationKind::unlock, pc));
  Object& o = engine::object(index);
  if (o.owner != engine::self()->index + 1) {
    report_misuse(o.owner == 0 ? "lock.unlock-unlocked" : "lock.unlock-not-owner", index, pc);
  }
  o.owner = 0;
  engine::release_as(o.clock);
  engine::note_unlock(index);
  return 0;
}
