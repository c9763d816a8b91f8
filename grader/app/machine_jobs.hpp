// How many submissions this machine can grade at once.
#pragma once

namespace threadmark::app {

/// As many as there are cores for us (by affinity and by the control group's CPU quota) and as the free memory carries;
/// at least one.
int machine_jobs();

}  // namespace threadmark::app
