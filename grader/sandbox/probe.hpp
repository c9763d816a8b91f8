// The self-test: which level of the sandbox works on this machine, and what keeps it from the next.
#pragma once

#include "grader/sandbox/confinement.hpp"

namespace threadmark::sandbox {

/// What was found: the means and the best level that they give.
struct Probed {
  Machine machine;
  SandboxLevel level;
};

/// Runs a small program at each level from the best one down, until one works.
Probed probe_machine();

}  // namespace threadmark::sandbox
