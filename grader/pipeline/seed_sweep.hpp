// How many schedules a wrong solution needs to be found, over many seeds: what budgets of lessons rest on.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/compile/compile.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/submission.hpp"
#include "grader/pipeline/expectation.hpp"

namespace threadmark::pipeline {

/// For one expectation of one rejected solution: over the seeds 1…n, the schedules made of a unit until its check
/// failed by its kind (budgets are those of a unit).
struct SweepRow {
  Expectation expectation;
  int seeds = 0;
  int missed = 0;  ///< seeds under which the budget ended first
  long most = 0;
  double mean = 0;
  bool at_the_end = false;  ///< claims an absence: needs the schedules of greatest overlap and the whole budget
};

/// Compiles once and explores once a seed, each time until all expectations are met or the lesson's budget ends. Units
/// that met one under an earlier seed come first.
Result<std::vector<SweepRow>> sweep_seeds(const compile::Means& means, const Lesson& lesson,
                                          const Submission& submission, const std::vector<Expectation>& expectations,
                                          int seeds, const std::filesystem::path& scratch);

}  // namespace threadmark::pipeline
