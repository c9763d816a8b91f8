// Stopping in a debugger at the failing step of a schedule.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/program.hpp"
#include "grader/model/workspace.hpp"
#include "grader/run/explorer.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace threadmark::run {

/// A program of the explore flavour in its workspace, the schedule to follow, and the step (of that schedule's
/// numbering) before which to stop; 0: at its finding. `files` are the student's, in whose frames to stop.
struct Debuggee {
  const Workspace& workspace;
  std::filesystem::path program;
  Case run_case;
  Replay replay;
  std::int64_t step = 0;
  std::vector<std::string> files;
};

/// Runs gdb at this terminal, in a sandbox without network or home, until it is left; gives its exit status. An
/// environment Error where gdb is not installed.
Result<int> debug(const sandbox::Sandbox& sandbox, const Debuggee& debuggee);

}  // namespace threadmark::run
