// From the outcomes of checks to points, a verdict, and findings in the order in which they help.
#pragma once

#include <vector>

#include "grader/model/finding.hpp"
#include "grader/model/grade.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::score {

/// The part of a Grade that follows from its checks.
struct Scored {
  Verdict verdict = Verdict::failed;
  double score = 0;      ///< rounded to two decimals; bonus points included
  double max_score = 0;  ///< without bonus points
  std::vector<CheckResult> checks;
  std::vector<Finding> findings;  ///< the one that helps most first; those of skipped checks are left out
};

/// Scores outcomes; `specs` are the checks in the same order (the implied ones included). A check one of whose `needs`
/// did not pass is skipped with that reason, whatever its own outcome. `passed` means that every check passed that is
/// no bonus.
Scored score(const std::vector<CheckSpec>& specs, std::vector<CheckOutcome> outcomes,
             std::vector<Finding> warnings = {});

/// A submission that does not compile: no points, every check skipped.
Scored score_unbuilt(const std::vector<CheckSpec>& specs, std::vector<Finding> build_errors);

/// A submission that was not graded because it breaks the policy: no points, every check skipped.
Scored score_rejected(const std::vector<CheckSpec>& specs, std::vector<Finding> forbidden);

}  // namespace threadmark::score
