// Counts over a class, gathered one submission at a time.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "grader/model/class_result.hpp"

namespace threadmark::report::html {

/// How one check went in a lesson.
struct CheckFigures {
  std::string id;
  std::string title;
  bool implied = false;
  bool bonus = false;
  long passed = 0;
  long failed = 0;
  long skipped = 0;
};

/// One lesson. `scores` counts submissions by tenths of the points; the last place is for those that have all of them
/// or more. Submissions without a score are in none.
struct LessonFigures {
  std::string id;
  std::string title;
  double max_score = 0;
  std::array<long, 5> verdicts{};  ///< by Verdict
  std::array<long, 11> scores{};
  std::vector<double> shares;  ///< each score as a part of the points
  std::vector<CheckFigures> checks;
  std::map<FindingKind, long> findings;  ///< in how many submissions each kind was found as an error

  long submissions() const;
  void add(const GradedSubmission& submission);
};

/// The median of parts of the points, 0 where there are none.
double median(std::vector<double> shares);

}  // namespace threadmark::report::html
