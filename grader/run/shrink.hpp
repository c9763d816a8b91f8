// Reducing a failing schedule to few context switches before it is shown.
#pragma once

#include <functional>
#include <string>

#include "grader/base/result.hpp"
#include "grader/run/explorer.hpp"

namespace threadmark::run {

/// Choices of a schedule of the same unit that still satisfies `still_fails`, with no more context switches than
/// `failing` has. Makes at most `most` runs, and stops after a few that compute
/// without end. An Error only when the explorer fails.
Result<std::string> shrink(Explorer& explorer, const Replay& failing,
                           const std::function<bool(const Run&)>& still_fails, int most = 150);

}  // namespace threadmark::run
