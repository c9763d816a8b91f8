// The runtime's own memory: no system call of the program may read into it, map over it or take it away.
#pragma once

#include <cstdint>

#include "harness/hooks/syscall/dispatch.hpp"

namespace threadmark::hooks {

/// Whether an address lies in the runtime's state, records or shadow.
bool is_runtimes_memory(std::uint64_t address) noexcept;

/// Whether any byte of the range does.
bool overlaps_runtimes_memory(std::uint64_t address, std::uint64_t size) noexcept;

/// Whether an argument of the call points there.
bool reaches_runtimes_memory(const Call& call) noexcept;

/// Whether memory of this protection may be mapped from that descriptor (−1: none): code comes only from files that are
/// not the program's own, as libraries are.
bool may_be_executable(std::uint64_t protection, int descriptor) noexcept;

}  // namespace threadmark::hooks
