// The fork point, for the hooks that must not act before it.
#pragma once

namespace threadmark::explorer {

/// The first call makes the program a server (where a grader listens) and returns in the process of each run; later
/// calls do nothing.
void pass_fork_point();
/// The unit that this run is of.
const char* selected_unit();

}  // namespace threadmark::explorer
