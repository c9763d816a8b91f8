// Virtual time.
#pragma once

#include "harness/engine/operation.hpp"

namespace threadmark::engine {

/// Time since the start of the run; each look costs step_cost, so that spinning on a clock ends.
Time look_at_clock();
/// Without cost.
Time now();
/// The deadline `length` ns from now; saturates.
Time deadline_after(Time length);
/// Absolute time of a clock (CLOCK_REALTIME, CLOCK_MONOTONIC …) → time of the run; times before the start give 0.
Time run_time_of(int clock_id, Time absolute);
/// Time of the run → absolute time of a clock.
Time absolute_time_of(int clock_id, Time run_time);

}  // namespace threadmark::engine
