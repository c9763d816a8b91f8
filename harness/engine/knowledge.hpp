// What an exploration learns and keeps over its schedules: the memory that more than one task touches.
#pragma once

#include <cstdint>

namespace threadmark::engine {

/// Maps it; part of map_state().
void map_knowledge();
/// True when the 8 bytes at this address are known to be touched by several tasks.
bool is_known_shared(std::uint64_t address);
/// Learns it; true when it was new.
bool learn_shared(std::uint64_t address);
/// How many are known: exploration is at its fixed point when a whole pass leaves it unchanged.
std::uint32_t known_shared_count();
/// Forgets all, for the next unit.
void forget_knowledge();

}  // namespace threadmark::engine
