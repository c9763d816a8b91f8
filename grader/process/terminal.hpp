// Running a program that somebody sits at: it gets our standard streams, and the terminal if they are one.
#pragma once

#include "grader/base/result.hpp"
#include "grader/process/process.hpp"

namespace threadmark::process {

/// Runs the command with our standard streams, in the foreground of the terminal, until it ends by itself; gives its
/// exit status (128 and the signal's number after a signal). `stdin_text` is not used. An Error: it could not start.
Result<int> run_at_terminal(Command command);

}  // namespace threadmark::process
