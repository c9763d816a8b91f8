// The checker program that a lesson brings: built when it is first asked, then asked about each run.
#pragma once

#include <filesystem>

#include "grader/check/checks.hpp"
#include "grader/compile/compile.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::pipeline {

/// What checks of the type `checker` need. `means` and `lesson` outlive what is given.
check::MakeOptions checker_of(const compile::Means& means, const Lesson& lesson, const std::filesystem::path& scratch);

}  // namespace threadmark::pipeline
