// Places inside libstdc++'s headers that need treatment of their own, found by name.
#pragma once

#include <cstdint>

namespace threadmark::hooks {

/// Finds the instantiations of all of these in the program's symbol table; once, at the start.
void find_library_spin();
/// True while the calling task is in the short spinning before an atomic wait blocks: collapsed, because it hides lost
/// notifications.
bool is_in_library_spin();
/// Whether the instruction `pc` (or the call that led to it) gives back the lock bit of an atomic<shared_ptr>. GCC 12
/// does it with relaxed order, which does no harm on the machine, but would make races of right programs.
bool is_shared_pointer_unlock(std::uint64_t pc);

}  // namespace threadmark::hooks
