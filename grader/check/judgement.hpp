// What one run says about one check.
#pragma once

#include <vector>

#include "grader/model/finding.hpp"

namespace threadmark::check {

/// The verdict on one run. `wrong` stands whatever would have come later; `missing` is a claim about what did not
/// happen, and so only holds of a run that got to its end.
struct Judgement {
  std::vector<Finding> wrong;
  std::vector<Finding> missing;
  long distance = 1;  ///< how far a run that does not hold is from one that does; orders the runs of a `sometimes`

  bool holds() const { return wrong.empty() && missing.empty(); }
};

}  // namespace threadmark::check
