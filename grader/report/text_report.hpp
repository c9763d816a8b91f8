// Results as text for people, in a terminal or a log.
#pragma once

#include <span>
#include <string>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// The grades, one after another, in the voice that the style asks for.
std::string text_grades(std::span<const Graded> graded, const Style& style);

/// What exploring a program gave, every finding with its interleaving.
std::string text_exploration(const Exploration& exploration, const Style& style);

}  // namespace threadmark::report
