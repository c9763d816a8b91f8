// The race detector: happens-before over vector clocks, byte by byte (after FastTrack, Flanagan and Freund 2009), with
// atomics apart.
#pragma once

#include <cstdint>

#include "harness/detectors/shadow.hpp"

namespace threadmark::detectors {

/// What an access met.
struct Conflict {
  enum class What : std::uint8_t { none, race, freed, redzone } what = What::none;
  Access earlier{};
};

/// Checks one access of the calling task against a cell and remembers it there. `shared_memory`: the cell belongs to
/// the shared arena.
Conflict check_access(Cell& cell, const Access& access, bool shared_memory);

/// An access that the quick test in the hook did not settle: comes to a point where the memory is known to be raced
/// for, checks, reports. `address` … + `size` lies in one granule.
void access_slowly(std::uintptr_t address, std::uint32_t size, std::uint8_t flags, std::uint64_t pc);

/// Any range, without being a point (memcpy and the like; one point for the whole range is made where a part is known
/// to be raced for).
void access_range(std::uintptr_t address, std::uint64_t size, std::uint8_t flags, std::uint64_t pc);

/// Memory was handed out anew (allocation, stack of a new thread, mapping): nothing is remembered about it.
void clear_shadow(std::uintptr_t address, std::uint64_t size);
/// Marks bytes that nobody may touch (access_redzone, access_freed); `pc` and the stack of the caller are kept.
void forbid_range(std::uintptr_t address, std::uint64_t size, std::uint8_t why, std::uint64_t pc);

/// The quick test: nothing new when this task did the same or more in the same epoch.
inline bool is_repeated(const Cell& cell, std::uint64_t now, std::uint8_t mask, std::uint8_t write) {
  const std::uint64_t word = *reinterpret_cast<const std::uint64_t*>(&cell.access[0]);
  const auto flags = static_cast<std::uint8_t>(word >> 56);
  return (word & 0x0000ffffffffffffull) == now && ((word >> 48) & mask) == mask &&
         (flags & (access_atomic | access_invalid | cell_shared | access_chained)) == 0 && (flags & write) == write;
}

}  // namespace threadmark::detectors
