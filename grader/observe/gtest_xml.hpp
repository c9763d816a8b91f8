// Reads GoogleTest's XML: which tests of a driver ran, and what the first failed assertion of each said.
#pragma once

#include <string_view>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/run.hpp"

namespace threadmark::observe {

/// The tests of a report in its order, `driver` being the assertion's place; those that were disabled or skipped are
/// left out. A report that was cut off is an Error: it
/// proves nothing.
Result<std::vector<TestOutcome>> read_gtest_xml(std::string_view text);

}  // namespace threadmark::observe
