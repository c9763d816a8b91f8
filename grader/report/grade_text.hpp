// One grade for whoever grades many: compact, every check and every finding.
#pragma once

#include <string>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// The grade in the voice `grade`.
std::string grade_text(const Graded& graded, const Style& style);

/// What was explored, in a sentence: how many schedules, and whether these are all that differ. Empty when nothing was.
std::string explored(const Grade& grade, const Style& style);

/// What a person should look at, what other tools alone reported, and which sandbox it was, as paragraphs.
std::string remarks(const Grade& grade, const Style& style);

}  // namespace threadmark::report
