// Atomic orders to vector clocks.
#include "harness/hooks/atomic_orders.hpp"

#include "harness/engine/object.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::hooks {

using engine::ObjectKind;
using engine::Task;
using engine::VectorClock;

namespace {

bool acquires(int order) {
  return order == __ATOMIC_ACQUIRE || order == __ATOMIC_CONSUME || order == __ATOMIC_ACQ_REL ||
         order == __ATOMIC_SEQ_CST;
}
bool releases(int order) {
  return order == __ATOMIC_RELEASE || order == __ATOMIC_ACQ_REL || order == __ATOMIC_SEQ_CST;
}

/// The orders that clang passes may carry flags in higher bits.
int plain(int order) {
  const int value = order & 0x7fff;
  if (value != __ATOMIC_SEQ_CST) engine::state().saw_weak_atomic = true;
  return value;
}

/// The clock of the release sequence whose value the location holds; null where nothing was released.
VectorClock* sequence_of(std::uint64_t address, bool make) {
  std::uint32_t index = engine::find_object(engine::space_of(address), address);
  // The guard of a static variable is loaded as an atomic; what its initialisation released lies in its own object.
  if (index != 0 && engine::object(index).kind == ObjectKind::once) return &engine::object(index).clock;
  if (index == 0 || engine::object(index).kind != ObjectKind::atomic) {
    if (!make) return nullptr;
    index = engine::object_at(ObjectKind::atomic, address, 0);
  }
  return &engine::object(index).clock;
}

void acquire(const VectorClock* sequence, int order) {
  if (sequence == nullptr || sequence->empty()) return;
  if (acquires(order)) {
    engine::acquire_from(*sequence);
  } else {
    engine::self()->acquired.join(*sequence);
  }
}

}  // namespace

void loaded(std::uint64_t address, int order) {
  acquire(sequence_of(address, false), plain(order));
}

void stored(std::uint64_t address, int order) {
  const Task& me = *engine::self();
  if (releases(plain(order))) {
    engine::release_as(*sequence_of(address, true));
  } else if (!me.released.empty()) {
    sequence_of(address, true)->assign(me.released);
  } else if (VectorClock* sequence = sequence_of(address, false)) {
    sequence->clear();
  }
}

void modified(std::uint64_t address, int order) {
  const Task& me = *engine::self();
  const int how = plain(order);
  acquire(sequence_of(address, false), how);
  if (releases(how)) {
    engine::release_into(*sequence_of(address, true));
  } else if (!me.released.empty()) {
    sequence_of(address, true)->join(me.released);
  }
}

void fenced(int order) {
  Task& me = *engine::self();
  const int how = plain(order);
  if (acquires(how)) engine::acquire_from(me.acquired);
  if (releases(how)) engine::release_as(me.released);
}

}  // namespace threadmark::hooks
