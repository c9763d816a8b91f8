// Remembering and restoring files without libc.
#include "harness/explorer/working_folder.hpp"

namespace threadmark::explorer {

void remember_folder() {}
void restore_folder() {}
void record_files(std::string_view) {}

}  // namespace threadmark::explorer
