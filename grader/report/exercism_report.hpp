// A result as Exercism's results.json, version 3 of its test runner interface.
#pragma once

#include <span>
#include <string>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// One submission (the first; nothing for none). A build error, a rejection and a grader error have the status `error`
/// and a message; the exit status tells them apart.
std::string exercism_grades(std::span<const Graded> graded, const Style& style);

}  // namespace threadmark::report
