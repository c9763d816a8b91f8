// Pools of further accesses for cells that need more than two.
#pragma once

#include <cstdint>

#include "harness/detectors/shadow.hpp"

namespace threadmark::detectors {

/// One more remembered access of a cell.
struct OverflowNode {
  Access access;
  std::uint32_t next;
  std::uint32_t reserved[3];
};

/// The node with this index in the pool of private or of shared memory.
OverflowNode& overflow_node(std::uint32_t index, bool shared_memory);
/// A free node (0: none is left), to be given back by free_overflow().
std::uint32_t take_overflow(bool shared_memory);
void free_overflow(std::uint32_t index, bool shared_memory);
/// Forgets all nodes of shared memory.
void reset_shared_overflow();

}  // namespace threadmark::detectors
