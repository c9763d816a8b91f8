// The walk, written out: one submission in, one grade out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "grader/compile/compile.hpp"
#include "grader/model/grade.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/submission.hpp"

namespace threadmark::pipeline {

/// Which other tools run beside the controlled runtime.
enum class CrossChecks { none, tsan, all };

/// How to grade. `on_failure` is told of each check the moment it fails, before the grade is complete.
struct GradeSettings {
  std::optional<std::uint64_t> seed;  ///< instead of the lesson's own
  long schedules = 0;                 ///< instead of the lesson's own; 0: the lesson's
  CrossChecks cross_checks = CrossChecks::tsan;
  std::filesystem::path scratch = std::filesystem::temp_directory_path();
  std::function<void(const CheckSpec& check)> on_failure;
};

/// Grades one submission. Always gives a grade: what the grader or the machine cannot do is its verdict `grader-error`
/// with the reason in `problem`.
Grade grade_one(const compile::Means& means, const Lesson& lesson, const Submission& submission,
                const GradeSettings& settings);

}  // namespace threadmark::pipeline
