// Results as TAP 14, the Test Anything Protocol.
#pragma once

#include <span>
#include <string>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// The checks of one submission as test points with YAML diagnostics; of several, a subtest each. What could not be
/// graded is no test point: it ends the document with `Bail out!`, which no reader takes for a result.
std::string tap_grades(std::span<const Graded> graded, const Style& style);

}  // namespace threadmark::report
