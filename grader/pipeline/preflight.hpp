// Before the first student: does this machine give a lesson's own solutions the verdicts that they must get?
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/grade.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/submission.hpp"
#include "grader/pipeline/expectation.hpp"

namespace threadmark::pipeline {

/// One of a lesson's own solutions; no expectations: it must pass.
struct Probe {
  const Lesson* lesson = nullptr;
  Submission submission;
  std::vector<Expectation> expectations;
};

/// One accepted and one rejected solution of the lesson, from `reference`/<lesson>/; fewer where there are none.
Result<std::vector<Probe>> probes_of(const Lesson& lesson, const std::filesystem::path& reference);

/// Nothing when the solution got its verdict, else a sentence about what is wrong.
std::string unmet(const Probe& probe, const Grade& grade);

}  // namespace threadmark::pipeline
