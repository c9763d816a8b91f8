// The fork server of a lesson's program: what a lesson asks of every exploration, whoever wants it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "grader/compile/compile.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/program.hpp"
#include "grader/model/workspace.hpp"
#include "grader/run/explorer.hpp"

namespace threadmark::pipeline {

/// Starts the fork server of a program under one case, with the lesson's limits and rules. All arguments outlive it.
Result<std::unique_ptr<run::Explorer>> start_lesson_explorer(const compile::Means& means, const Lesson& lesson,
                                                             const Workspace& workspace, const Program& program,
                                                             const Case& run_case);

/// What is to be explored: the units that the program names, and those tests of the driver that it kept back.
Result<std::vector<std::string>> units_of(run::Explorer& explorer, const Lesson& lesson);

}  // namespace threadmark::pipeline
