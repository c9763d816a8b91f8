// What is done once.
#pragma once

#include <cstdint>

namespace threadmark::hooks {

/// Waits until nobody runs it; the object to be given to end_once() when the caller has to run it, 0 when it is done
/// (`*done` ≠ 0).
std::uint32_t begin_once(void* address, const volatile char* done, std::uint64_t pc);
/// The caller ran it, successfully or not.
void end_once(std::uint32_t index, bool done);

}  // namespace threadmark::hooks
