// A result as Gradescope's results.json.
#pragma once

#include <span>
#include <string>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// One submission (the first; nothing for none). A grader error has neither score nor tests, so that Gradescope shows
/// its words and no points; never a 0.
std::string gradescope_grades(std::span<const Graded> graded, const Style& style);

}  // namespace threadmark::report
