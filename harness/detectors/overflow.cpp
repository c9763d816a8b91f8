// Pools of further accesses: a bump allocator with a free list, one private, one shared.
#include "harness/detectors/overflow.hpp"

#include "harness/engine/shared_state.hpp"

namespace threadmark::detectors {

namespace {

constexpr std::uint32_t nodes = 1u << 22;
constexpr std::uintptr_t private_base = 0x0d00'0000'0000;
constexpr std::uintptr_t shared_base = 0x0d80'0000'0000;

struct Pool {
  std::uint32_t used;
  std::uint32_t free;
  std::uint32_t reserved[6];
  OverflowNode node[nodes];
};
Pool* private_pool = nullptr;
Pool* shared_pool = nullptr;

Pool& pool_of(bool shared_memory) {
  return shared_memory ? *shared_pool : *private_pool;
}

}  // namespace

void map_overflow_pools() {
  if (private_pool != nullptr) return;
  private_pool = static_cast<Pool*>(engine::map_at(private_base, sizeof(Pool), false));
  shared_pool = static_cast<Pool*>(engine::map_at(shared_base, sizeof(Pool), true));
}

OverflowNode& overflow_node(std::uint32_t index, bool shared_memory) {
  return pool_of(shared_memory).node[index];
}

std::uint32_t take_overflow(bool shared_memory) {
  Pool& pool = pool_of(shared_memory);
  if (pool.free != 0) {
    const std::uint32_t index = pool.free;
    pool.free = pool.node[index].next;
    return index;
  }
  if (pool.used + 1 >= nodes) return 0;
  return ++pool.used;
}

void free_overflow(std::uint32_t index, bool shared_memory) {
  Pool& pool = pool_of(shared_memory);
  pool.node[index].next = pool.free;
  pool.free = index;
}

void reset_shared_overflow() {
  shared_pool->used = 0;
  shared_pool->free = 0;
}

}  // namespace threadmark::detectors
