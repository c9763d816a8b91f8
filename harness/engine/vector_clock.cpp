// Vector clocks: blocks of a pool in shared state, by powers of two, with a free list each.
#include "harness/engine/vector_clock.hpp"

#include <bit>
#include <cstring>

#include "harness/engine/raw_syscall.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::engine {

namespace {

constexpr std::uint32_t least_capacity = 8;

std::uint32_t class_of(std::uint32_t capacity) {
  return static_cast<std::uint32_t>(std::countr_zero(capacity)) -
         static_cast<std::uint32_t>(std::countr_zero(least_capacity));
}

std::uint32_t take_block(std::uint32_t capacity) {
  SharedState& s = state();
  std::uint32_t& free = s.clock_free[class_of(capacity)];
  if (free != 0) {
    const std::uint32_t block = free;
    free = s.clock_pool[block];
    return block;
  }
  if (s.clock_pool_used + capacity > clock_pool_size) die("out of vector clocks");
  const auto block = static_cast<std::uint32_t>(s.clock_pool_used);
  s.clock_pool_used += capacity;
  return block;
}

void grow(VectorClock& clock, std::uint32_t length) {
  std::uint32_t capacity = std::bit_ceil(length < least_capacity ? least_capacity : length);
  const std::uint32_t block = take_block(capacity);
  Epoch* pool = state().clock_pool;
  std::memcpy(pool + block, pool + clock.block, clock.length * sizeof(Epoch));
  const std::uint16_t kept = clock.length;
  clock.release();
  clock.block = block;
  clock.capacity = static_cast<std::uint16_t>(capacity);
  clock.length = kept;
}

}  // namespace

Epoch VectorClock::at(std::uint32_t task) const {
  return task < length ? state().clock_pool[block + task] : 0;
}

void VectorClock::set(std::uint32_t task, Epoch epoch) {
  if (task >= length) {
    const std::uint16_t old_length = length;
    if (task >= capacity) grow(*this, task + 1);
    std::memset(state().clock_pool + block + old_length, 0, (task + 1 - old_length) * sizeof(Epoch));
    length = static_cast<std::uint16_t>(task + 1);
  }
  state().clock_pool[block + task] = epoch;
}

void VectorClock::join(const VectorClock& other) {
  if (other.length == 0) return;
  if (other.length > length) set(other.length - 1u, 0);
  Epoch* mine = state().clock_pool + block;
  const Epoch* theirs = state().clock_pool + other.block;
  for (std::uint32_t i = 0; i < other.length; ++i) {
    if (mine[i] < theirs[i]) mine[i] = theirs[i];
  }
}

void VectorClock::assign(const VectorClock& other) {
  length = 0;
  join(other);
}

void VectorClock::release() {
  if (capacity != 0) {
    SharedState& s = state();
    std::uint32_t& free = s.clock_free[class_of(capacity)];
    s.clock_pool[block] = free;
    free = block;
  }
  block = 0;
  capacity = 0;
  length = 0;
}

}  // namespace threadmark::engine
