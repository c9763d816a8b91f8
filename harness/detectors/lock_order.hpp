// Locks taken in orders that could lock up in another schedule: a warning.
#pragma once

#include <cstdint>

namespace threadmark::engine {
struct Task;
}

namespace threadmark::detectors {

/// The task has taken a lock: learns "held before taken" for each that it holds, and reports cycles that tasks able to
/// overlap could close, unless all of them hold a common gate lock (after Havelund 2000, Bensalem and Havelund 2005).
void note_lock_order(engine::Task& task, std::uint32_t object);

}  // namespace threadmark::detectors
