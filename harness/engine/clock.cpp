// Virtual time.
#include "harness/engine/clock.hpp"

#include <time.h>

#include "harness/engine/shared_state.hpp"

namespace threadmark::engine {

namespace {

/// What a clock showed when the run began. Clocks of CPU time begin at 0.
Time start_of(int clock_id) {
  switch (clock_id) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
    case CLOCK_TAI:
    case CLOCK_REALTIME_ALARM:
      return epoch_start;
    case CLOCK_PROCESS_CPUTIME_ID:
    case CLOCK_THREAD_CPUTIME_ID:
      return 0;
    default:
      return boot_start;
  }
}

}  // namespace

Time now() {
  return state().now;
}

Time look_at_clock() {
  state().now += step_cost;
  return state().now;
}

Time deadline_after(Time length) {
  const Time n = now();
  return length >= no_deadline - n ? no_deadline - 1 : n + length;
}

Time run_time_of(int clock_id, Time absolute) {
  const Time start = start_of(clock_id);
  return absolute > start ? absolute - start : 0;
}

Time absolute_time_of(int clock_id, Time run_time) {
  return start_of(clock_id) + run_time;
}

}  // namespace threadmark::engine
