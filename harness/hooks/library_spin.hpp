// The short spinning that libstdc++ does before an atomic wait blocks: collapsed, because it hides lost notifications.
#pragma once

#include <cstdint>

namespace threadmark::hooks {

/// Finds the instantiations of libstdc++'s spinning in the program's symbol table; once, at the start.
void find_library_spin();
/// True while the calling task is in one of them.
bool is_in_library_spin();

}  // namespace threadmark::hooks
