// One run under tools that are not ours; what they alone report is for a person to look at and changes no verdict.
#pragma once

#include <vector>

#include "grader/compile/compile.hpp"
#include "grader/model/grade.hpp"
#include "grader/model/lesson.hpp"
#include "grader/pipeline/grade_one.hpp"

namespace threadmark::pipeline {

/// Runs the submission once under each wanted tool. A tool that cannot start is "not-available"; a report that repeats
/// one of `found` (same kind, or same line) is agreement.
std::vector<CrossCheck> cross_check(const compile::Means& means, const Lesson& lesson, const Workspace& workspace,
                                    const Build& build, const std::vector<Finding>& found, CrossChecks wanted);

}  // namespace threadmark::pipeline
