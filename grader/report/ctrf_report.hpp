// Results as CTRF, the Common Test Report Format (ctrf.io).
#pragma once

#include <span>
#include <string>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// One document: every check of every submission is a test; a grader error is a test with the status `other`. Times
/// count from the start of the grading, since results know no clock.
std::string ctrf_grades(std::span<const Graded> graded, const Style& style);

}  // namespace threadmark::report
