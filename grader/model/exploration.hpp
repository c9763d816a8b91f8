// What exploring one program, without any lesson, gave.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "grader/model/finding.hpp"
#include "grader/model/run.hpp"
#include "grader/model/submission.hpp"

namespace threadmark {

/// The outcome of `threadmark explore`: findings in the order of the schedules that first showed them.
struct Exploration {
  std::string program;
  std::string strategy;
  std::uint64_t seed = 1;
  long schedules = 0;
  bool exhaustive = false;
  ExplorationBounds bounds;
  double seconds = 0;
  std::vector<Finding> findings;
  std::vector<SubmittedFile> sources;  ///< for excerpts; may be empty
};

}  // namespace threadmark
