// What a lesson says must be reported about one of its own rejected solutions, read from the solution's comments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/finding_kind.hpp"
#include "grader/model/grade.hpp"

namespace threadmark::pipeline {

/// One line `// expect: check=ID kind=KIND` and the lines that carry `// <- here` (or `// <- here: ID`) for it.
struct Expectation {
  std::string check;
  FindingKind kind = FindingKind::data_race;
  std::vector<int> lines;  ///< empty: the place is not judged
};

/// The expectations at the top of a rejected solution; none, an unknown kind or a mark for no expectation is an input
/// error.
Result<std::vector<Expectation>> read_expectations(std::string_view name, std::string_view source);

/// Empty when the grade fails that check by that kind at one of those lines, else what is different, in one line.
std::string unmet(const Expectation& expectation, const Grade& grade);

}  // namespace threadmark::pipeline
