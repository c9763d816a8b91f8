// The decision at a point of choice: what the scheduler is asked, and when nobody is left to ask about.
#pragma once

#include <cstdint>

#include "harness/engine/scheduler.hpp"
#include "harness/engine/task.hpp"

namespace threadmark::engine {

/// Chooses who goes on after `current` came to its point; ends the run when nobody can.
Candidate decide(std::uint32_t current);

/// Nobody can run: the detector tries a waiter out, or the run ends.
Candidate decide_stuck();

/// Books that `task` goes on in this way.
void dispatch(Task& task, Wake how);

/// Timers whose time has come make their signals pending.
void ring_timers();

}  // namespace threadmark::engine
