// What a lesson's own checker program reads and writes: lines of text, described in docs/checkers.md.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "grader/base/result.hpp"
#include "grader/check/judgement.hpp"
#include "grader/check/observation.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::check {

/// Runs a lesson's checker program on the trace of one run (its standard input) and gives what it writes.
using AskChecker = std::function<Result<std::string>(const std::string& program, const std::string& trace)>;

/// The run as a checker reads it. `one` is the run's case, for its variables, or nullptr.
std::string checker_trace(const Observation& observation, const Vocabulary& vocabulary, const Case* one);

/// What the checker wrote about that run; an Error where it did not keep to the format.
Result<Judgement> read_checker_findings(std::string_view written, const Observation& observation);

}  // namespace threadmark::check
