// Threads as tasks.
#pragma once

#include <cstdint>

#include "harness/engine/task.hpp"

namespace threadmark::hooks {

/// The task of a thread of the calling process; null: no such thread.
engine::Task* task_of(std::uint64_t thread);
/// Collects kernel threads of this process that are ending (before fork, and so that none is left half-dead).
void settle_ended_threads();
/// Acts on a cancellation request of the calling task, where it has one and allows it.
void test_cancel();

}  // namespace threadmark::hooks
