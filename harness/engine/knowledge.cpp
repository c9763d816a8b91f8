// The set of shared memory: a hash table at a fixed address that outlives schedules.
#include "harness/engine/knowledge.hpp"

#include "harness/engine/layout.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::engine {

namespace {

constexpr std::uint32_t slots = 1u << 20;
constexpr std::uint32_t most = slots / 2;

struct Knowledge {
  std::uint32_t count;
  std::uint32_t dropped;
  std::uint64_t granules[slots];  ///< address / 8, 0: empty
};
Knowledge* knowledge = nullptr;

std::uint32_t slot_of(std::uint64_t granule) {
  return static_cast<std::uint32_t>((granule * 0x9e3779b97f4a7c15ull) >> 44);
}

/// The slot that holds it or the empty one where it belongs.
std::uint32_t probe(std::uint64_t granule) {
  std::uint32_t slot = slot_of(granule);
  while (knowledge->granules[slot] != 0 && knowledge->granules[slot] != granule)
    slot = (slot + 1) % slots;
  return slot;
}

}  // namespace

void map_knowledge() {
  knowledge = static_cast<Knowledge*>(map_at(knowledge_base, sizeof(Knowledge), true));
}

bool is_known_shared(std::uint64_t address) {
  if (knowledge->count == 0) return false;
  return knowledge->granules[probe(address >> 3)] != 0;
}

bool learn_shared(std::uint64_t address) {
  const std::uint64_t granule = address >> 3;
  std::uint64_t& slot = knowledge->granules[probe(granule)];
  if (slot != 0 || knowledge->count >= most) return false;
  slot = granule;
  ++knowledge->count;
  return true;
}

std::uint32_t known_shared_count() {
  return knowledge->count;
}

void forget_knowledge() {
  for (std::uint64_t& granule : knowledge->granules) {
    if (granule != 0) granule = 0;
  }
  knowledge->count = 0;
}

}  // namespace threadmark::engine
