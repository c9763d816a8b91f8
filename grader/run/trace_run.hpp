// From a run frame of the runtime to a Run.
#pragma once

#include <string>

#include "grader/base/result.hpp"
#include "grader/model/run.hpp"
#include "harness/trace/reader.hpp"

namespace threadmark::run {

/// The run that a frame tells of. Stacks are kept only in `full` detail; places stay empty (observe fills them in).
Run run_of(const trace::RunView& view, const std::string& unit, const std::string& case_id, bool full);

}  // namespace threadmark::run
