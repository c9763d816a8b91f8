// The shadow of memory: for each 8 bytes of the program, who accessed which of them last.
#pragma once

#include <cstdint>

#include "harness/engine/layout.hpp"

namespace threadmark::detectors {

/// Bits of Access::flags.
enum AccessFlag : std::uint8_t {
  access_write = 0x01,
  access_atomic = 0x02,
  access_redzone = 0x04,    ///< nobody may touch these bytes: outside of a heap block
  access_freed = 0x08,      ///< nobody may touch these bytes: freed
  access_chained = 0x10,    ///< no access: `stack` is the index of an overflow node
  access_free_call = 0x20,  ///< a write that is a free()
  cell_looked_up = 0x40,    ///< in the first record: what is known about this granule stands in cell_shared
  cell_shared = 0x80,       ///< in the first record: accesses are points of choice
};
inline constexpr std::uint8_t access_invalid = access_redzone | access_freed;

/// One remembered access. The first 8 bytes are laid out for one comparison: epoch | task << 32 | mask << 48 | flags
/// << 56.
struct Access {
  std::uint32_t epoch;
  std::uint16_t task;
  std::uint8_t mask;  ///< bytes of the granule; 0: no record
  std::uint8_t flags;
  std::uint32_t pc;
  std::uint32_t stack;
};

/// The shadow of one granule. What does not fit hangs on a chain of overflow nodes.
struct Cell {
  Access access[2];
};
static_assert(sizeof(Cell) == 32);

inline Cell* cell_of(std::uintptr_t address) {
  return reinterpret_cast<Cell*>(engine::shadow_base +
                                 (address & engine::shadow_address_mask & ~std::uintptr_t{7}) * 4);
}

inline std::uint64_t first_word(const Access& access) {
  return access.epoch | (std::uint64_t{access.task} << 32) | (std::uint64_t{access.mask} << 48) |
         (std::uint64_t{access.flags} << 56);
}

/// Maps the shadow (private memory private, that of the shared arena shared) and the pools of overflow nodes.
void map_shadow();
bool shadow_is_mapped();
/// The pool of overflow nodes of one kind of memory (tests: map_pools() alone).
void map_overflow_pools();
/// For each schedule: forgets the shadow of the shared arena.
void reset_shared_shadow();

}  // namespace threadmark::detectors
