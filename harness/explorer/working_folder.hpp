// The files that a run finds: what the working folder held at the fork point, and nothing else.
#pragma once

#include <string_view>

namespace threadmark::explorer {

/// Reads the working folder into memory; once.
void remember_folder();
/// Puts it back, where the last run changed it; removes what runs left in /tmp, /dev/shm and among the System V
/// objects.
void restore_folder();
/// Records the content of these files (comma-separated, %-escaped paths) in the trace, as the run left them.
void record_files(std::string_view files);

}  // namespace threadmark::explorer
