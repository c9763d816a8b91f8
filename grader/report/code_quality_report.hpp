// Findings as GitLab's Code Quality report.
#pragma once

#include <span>
#include <string>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// A list of issues, one for each finding, with fingerprints that stay when lines move and are unique in the report.
/// What was rejected or could not be graded is an issue too: an empty list would read as "all is mended".
std::string code_quality_grades(std::span<const Graded> graded, const Style& style);

}  // namespace threadmark::report
