// The program's heap: blocks at places that depend on the allocating task alone, freed ones kept aside for a while.
#pragma once

#include <cstddef>
#include <cstdint>

namespace threadmark::hooks {

enum class BlockState : std::uint32_t {
  free_space = 0,
  allocated = 0xa110ca7e,
  freed = 0xf4eedf4e,
  filler = 0xf111e4ed
};

/// Lies before each block; blocks of a task follow one another without gaps.
struct alignas(16) Block {
  std::uint64_t size;    ///< as asked for
  std::uint32_t extent;  ///< of header and payload, in 16 bytes
  BlockState state;      //
  std::uint32_t pc;      ///< where it was allocated, or freed
  std::uint32_t stack;   //
  std::uint32_t task;    //
  std::uint32_t allocation_pc;
  Block* next;            ///< among the freed ones
  std::uint64_t counted;  ///< ≠ 0: in the run's sum of bytes

  void* payload() { return this + 1; }
  std::size_t payload_extent() const { return std::size_t{extent} * 16 - sizeof(Block); }
};
static_assert(sizeof(Block) == 48);

inline Block* block_of(void* payload) {
  return static_cast<Block*>(payload) - 1;
}

/// Null: no memory. `alignment` is a power of two.
void* allocate(std::size_t size, std::size_t alignment, std::uint64_t pc);
/// Gives a block back; reports double and invalid frees. `watched`: the free counts as a write for the race detector.
void deallocate(void* payload, std::uint64_t pc, bool watched);
/// True when the address lies in a task's part of the heap.
bool is_heap(const void* address);
/// Calls `visit` for each allocated block.
void for_each_block(void (*visit)(Block& block, void* context), void* context);

}  // namespace threadmark::hooks
