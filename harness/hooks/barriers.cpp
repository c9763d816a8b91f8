// Barriers.
#include <errno.h>
#include <pthread.h>

#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/mirror.hpp"

// Object: count = arrived in this round, limit = how many it takes, round; clock = what arrived in this round,
// second_clock = what the rounds that are over released.

namespace threadmark::hooks {

using engine::Object;
using engine::ObjectKind;
using engine::Operation;
using engine::OperationKind;

namespace {

std::uint64_t* mark_in(pthread_barrier_t* barrier) {
  return reinterpret_cast<std::uint64_t*>(barrier);
}

/// The round that the waiter arrived in is over.
bool is_over(const engine::Task& waiter) {
  return engine::object(waiter.pending.object).round != waiter.pending.argument;
}

Operation operation_on(std::uint32_t index, OperationKind kind, std::uint64_t pc) {
  Operation operation;
  operation.kind = kind;
  operation.object = index;
  operation.address = engine::object(index).address;
  operation.pc = pc;
  return operation;
}

}  // namespace

}  // namespace threadmark::hooks

using namespace threadmark::hooks;
namespace engine = threadmark::engine;

THREADMARK_HOOK int pthread_barrier_init(pthread_barrier_t* barrier, const pthread_barrierattr_t* attributes,
                                         unsigned count) {
  if (count == 0) return EINVAL;
  int shared = PTHREAD_PROCESS_PRIVATE;
  if (attributes != nullptr) pthread_barrierattr_getpshared(attributes, &shared);
  const std::uint32_t index = mirror_anew(ObjectKind::barrier, barrier, mark_in(barrier), THREADMARK_CALLER());
  engine::object(index).limit = count;
  engine::object(index).process_shared = shared == PTHREAD_PROCESS_SHARED;
  return 0;
}

THREADMARK_HOOK int pthread_barrier_destroy(pthread_barrier_t* barrier) {
  const std::uint64_t pc = THREADMARK_CALLER();
  const std::uint32_t index = mirrored(ObjectKind::barrier, barrier, mark_in(barrier), pc);
  engine::point(operation_on(index, OperationKind::destroy, pc));
  if (engine::object(index).count != 0) report_misuse("lock.destroy-waited-for", index, pc);
  unmirror(index, mark_in(barrier));
  return 0;
}

THREADMARK_HOOK int pthread_barrier_wait(pthread_barrier_t* barrier) {
  const std::uint64_t pc = THREADMARK_CALLER();
  const std::uint32_t index = mirrored(ObjectKind::barrier, barrier, mark_in(barrier), pc);
  engine::point(operation_on(index, OperationKind::wait, pc));
  Object& o = engine::object(index);
  engine::release_into(o.clock);
  ++o.count;
  if (o.count >= o.limit) {
    o.count = 0;
    ++o.round;
    o.second_clock.join(o.clock);
    o.clock.clear();
    engine::acquire_from(o.second_clock);
    engine::note_progress();
    return PTHREAD_BARRIER_SERIAL_THREAD;
  }
  Operation operation = operation_on(index, OperationKind::wake, pc);
  operation.enabled = is_over;
  operation.argument = o.round;
  engine::point(operation);
  engine::acquire_from(engine::object(index).second_clock);
  return 0;
}
