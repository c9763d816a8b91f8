// What a task's steps release and acquire, and which locks it holds.
#include "harness/engine/call_stack.hpp"
#include "harness/engine/local.hpp"
#include "harness/engine/observers.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::engine {

void release_into(VectorClock& clock) {
  Task& me = *self();
  clock.join(me.clock);
  me.epoch += 1;
  me.clock.set(me.index, me.epoch);
  local.now = me.epoch | (std::uint64_t{me.index} << 32);
}

void release_as(VectorClock& clock) {
  clock.clear();
  release_into(clock);
}

void advance_epoch() {
  Task& me = *self();
  me.epoch += 1;
  me.clock.set(me.index, me.epoch);
  local.now = me.epoch | (std::uint64_t{me.index} << 32);
}

void acquire_from(const VectorClock& clock) {
  self()->clock.join(clock);
}

void note_lock(std::uint32_t index, std::uint64_t pc, bool shared) {
  Task& me = *self();
  if (me.held_count < max_held_locks) me.held[me.held_count++] = HeldLock{index, current_stack(), pc, shared};
  if (observers().lock_taken != nullptr) observers().lock_taken(me, index);
}

void note_unlock(std::uint32_t index) {
  Task& me = *self();
  for (std::uint32_t i = me.held_count; i-- > 0;) {
    if (me.held[i].object != index) continue;
    for (std::uint32_t j = i + 1; j < me.held_count; ++j)
      me.held[j - 1] = me.held[j];
    --me.held_count;
    return;
  }
}

}  // namespace threadmark::engine
