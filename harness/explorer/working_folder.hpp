// The files that a lesson looks at when a run has ended. (Putting the folder back is the system-call hooks' part: they
// see every change.)
#pragma once

#include <string_view>

namespace threadmark::explorer {

/// Records the content of these files (comma-separated, %-escaped paths; relative ones in the working folder) in the
/// trace, as the run left them.
void record_files(std::string_view files);
/// True when `path` is one of them: it may stay behind when main ends.
bool is_expected(std::string_view files, std::string_view path);

}  // namespace threadmark::explorer
