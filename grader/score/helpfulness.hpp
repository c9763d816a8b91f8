// Which finding to show first: the one that is most likely the cause of the others.
#pragma once

#include <vector>

#include "grader/model/finding.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::score {

/// Puts causes before effects, errors before warnings, findings with a place before those without, and otherwise keeps
/// the order of the checks; findings that tell the same are shown once. Findings of bonus checks come after all others.
void order_by_helpfulness(std::vector<Finding>& findings, const std::vector<CheckSpec>& specs);

/// True when both are about the same lines: for a misused lock its own line, for the others all their lines.
bool at_the_same_places(const Finding& a, const Finding& b);

/// True when the second tells nothing new beside the first: the same words at the same place, or the same memory or
/// lock at the same lines (the reading and the writing of one `++n` are one race).
bool tells_the_same(const Finding& a, const Finding& b);

/// The rank of a kind, lowest first: what breaks the program itself before what is wrong with its results.
int rank_of(FindingKind kind);

}  // namespace threadmark::score
