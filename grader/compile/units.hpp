// The translation units that a submission is compiled as.
#pragma once

#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/compile/workshop.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/submission.hpp"

namespace threadmark::compile {

/// One translation unit.
struct Unit {
  std::string source;                ///< as the compiler is to be told
  std::string object;                ///< its name in `build/`; empty: only the syntax is checked
  std::vector<std::string> headers;  ///< what may be precompiled
  std::vector<std::string> flags;    ///< language, instrumentation: what a precompiled header depends on
  std::vector<std::string> paths;    ///< where headers are, what the file is called
  bool is_c = false;
};

/// Whether a file of this name is compiled by itself (and not only included).
bool is_source(const std::string& name);

/// A program's units: each of `sources` (paths below the workspace's source folder) becomes one object.
std::vector<Unit> program_units(const Workshop& shop, const std::vector<std::string>& sources);

/// A component's units: the lesson's driver, which includes the submission, and beside it the check that the submission
/// includes what it needs (the driver's text up to the submission). An input error where the driver does not include
/// it.
Result<std::vector<Unit>> component_units(const Workshop& shop, const Lesson& lesson, const Submission& submission);

}  // namespace threadmark::compile
