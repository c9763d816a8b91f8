// What is done once: pthread_once (std::call_once) and the guards of function-local static variables.
#include "harness/hooks/once.hpp"

#include <pthread.h>

#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"

// The state lies in the program's memory, 0 at first. Object: owner = who runs it now, clock = what it released when
// done.

namespace threadmark::hooks {

using engine::Object;
using engine::ObjectKind;
using engine::Operation;
using engine::OperationKind;

namespace {

bool nobody_runs_it(const engine::Task& waiter) {
  return engine::object(waiter.pending.object).owner == 0;
}

Operation operation_on(std::uint32_t index, std::uint64_t pc) {
  Operation operation;
  operation.kind = OperationKind::once;
  operation.object = index;
  operation.address = engine::object(index).address;
  operation.pc = pc;
  return operation;
}

}  // namespace

std::uint32_t begin_once(void* address, const volatile char* done, std::uint64_t pc) {
  const std::uint32_t index = engine::object_at(ObjectKind::once, reinterpret_cast<std::uint64_t>(address), pc);
  if (*done == 0 && engine::object(index).was_notified) {
    // The memory was made anew: what was done here before is forgotten.
    engine::object(index).was_notified = false;
    engine::object(index).clock.clear();
  }
  Operation operation = operation_on(index, pc);
  operation.enabled = nobody_runs_it;
  operation.writes = *done == 0;
  engine::point(operation);
  Object& o = engine::object(index);
  if (*done != 0) {
    engine::acquire_from(o.clock);
    return 0;
  }
  o.owner = engine::self()->index + 1;
  engine::acquire_from(o.clock);
  return index;
}

void end_once(std::uint32_t index, bool done) {
  Object& o = engine::object(index);
  o.owner = 0;
  o.was_notified = done;
  engine::release_as(o.clock);
  engine::note_progress();
}

namespace {

/// Gives the attempt up when the routine throws or is cancelled.
struct Attempt {
  std::uint32_t index;
  bool done = false;
  ~Attempt() { end_once(index, done); }
};

}  // namespace

}  // namespace threadmark::hooks

using namespace threadmark::hooks;
namespace engine = threadmark::engine;

THREADMARK_HOOK int pthread_once(pthread_once_t* once, void (*routine)()) {
  if (engine::self() == nullptr) {
    if (*once == 0) routine();
    *once = 2;
    return 0;
  }
  const std::uint32_t index = begin_once(once, reinterpret_cast<const volatile char*>(once), THREADMARK_CALLER());
  if (index == 0) return 0;
  Attempt attempt{index};
  routine();
  *once = 2;
  attempt.done = true;
  return 0;
}

// The guard's first byte says "done" (Itanium C++ ABI 3.3.2); the compiler's inline check of it is not instrumented.
THREADMARK_HOOK int __cxa_guard_acquire(std::uint64_t* guard) {
  if (engine::self() == nullptr) return *reinterpret_cast<const char*>(guard) == 0;
  const std::uint32_t index = begin_once(guard, reinterpret_cast<const volatile char*>(guard), THREADMARK_CALLER());
  return index != 0;
}

THREADMARK_HOOK void __cxa_guard_release(std::uint64_t* guard) {
  *reinterpret_cast<char*>(guard) = 1;
  if (engine::self() == nullptr) return;
  end_once(engine::object_at(ObjectKind::once, reinterpret_cast<std::uint64_t>(guard), 0), true);
}

THREADMARK_HOOK void __cxa_guard_abort(std::uint64_t* guard) {
  if (engine::self() == nullptr) return;
  end_once(engine::object_at(ObjectKind::once, reinterpret_cast<std::uint64_t>(guard), 0), false);
}
