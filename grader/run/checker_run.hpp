// Asking a lesson's checker program about one run.
#pragma once

#include <filesystem>
#include <string>

#include "grader/base/result.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace threadmark::run {

/// Runs the program in a sandbox of its own, without the submission, with the trace as its standard input; gives what
/// it wrote. An Error: it ended with another status than 0, or ran over its limits (the lesson's mistake).
Result<std::string> ask_checker(const sandbox::Sandbox& sandbox, const std::filesystem::path& program,
                                const std::string& trace);

}  // namespace threadmark::run
