// Times as libc writes them, and virtual time.
#pragma once

#include <time.h>

#include "harness/engine/clock.hpp"

namespace threadmark::hooks {

inline engine::Time nanoseconds(const struct timespec& time) {
  return time.tv_sec < 0
             ? 0
             : static_cast<engine::Time>(time.tv_sec) * 1'000'000'000u + static_cast<engine::Time>(time.tv_nsec);
}

inline struct timespec timespec_of(engine::Time time) {
  struct timespec result;
  result.tv_sec = static_cast<time_t>(time / 1'000'000'000u);
  result.tv_nsec = static_cast<long>(time % 1'000'000'000u);
  return result;
}

/// The deadline that an absolute time of a clock is; null: none.
inline engine::Time deadline_of(clockid_t clock, const struct timespec* until) {
  return until == nullptr ? engine::no_deadline : engine::run_time_of(clock, nanoseconds(*until));
}

}  // namespace threadmark::hooks
