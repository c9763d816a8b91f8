// Starting one child: the only file of the house that touches Boost.Process.
#pragma once

#include <vector>

#include <sys/types.h>

#include "grader/base/result.hpp"
#include "grader/process/process.hpp"

namespace threadmark::process {

/// A started child: its pid (to be reaped by the caller) and a pidfd for it (owned by the caller).
struct Launched {
  pid_t pid = -1;
  int pidfd = -1;
};

/// Starts argv with the environment, the folder and exactly these descriptors (0, 1 and 2 among them), in a new process
/// group, with all signals as at the start of the world.
Result<Launched> launch(const Command& command, const std::vector<GivenDescriptor>& descriptors);

}  // namespace threadmark::process
