// Which finding to show first: the one that is most likely the cause of the others.
#pragma once

#include <vector>

#include "grader/model/finding.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::score {

/// Puts causes before effects, errors before warnings, findings with a place before those without, and otherwise keeps
/// the order of the checks; identical findings are shown once. Findings of bonus checks come after all others.
void order_by_helpfulness(std::vector<Finding>& findings, const std::vector<CheckSpec>& specs);

/// The rank of a kind, lowest first: what breaks the program itself before what is wrong with its results.
int rank_of(FindingKind kind);

}  // namespace threadmark::score
