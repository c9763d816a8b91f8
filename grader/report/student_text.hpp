// One grade for the student who wrote it: what is good, what to look at first, and how.
#pragma once

#include <string>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// The grade in the voice `check`.
std::string student_text(const Graded& graded, const Style& style);

}  // namespace threadmark::report
