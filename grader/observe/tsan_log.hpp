// Reads the log of the real ThreadSanitizer, of clang 14 to 19 and g++ 12.
#pragma once

#include <string_view>
#include <vector>

#include "grader/model/finding.hpp"
#include "grader/observe/source_files.hpp"

namespace threadmark::observe {

/// The findings of a log, each place once, in the order of the log; `backend` is `tsan`. Whatever is no report (the
/// program's own output, a log that was cut off) is passed over. Lock orders and unsafe calls in signal handlers are
/// warnings.
std::vector<Finding> read_tsan_log(std::string_view log, const SourceFiles& files);

}  // namespace threadmark::observe
