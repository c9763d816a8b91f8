// Fair treatment of tasks that spin: one that only looks, again and again, waits until somebody else changed something.
#pragma once

#include <cstdint>

#include "harness/engine/task.hpp"

namespace threadmark::engine {

/// So many points in a row without anything new, and a task counts as spinning.
inline constexpr std::uint32_t spin_threshold = 24;

/// And so many since somebody last changed something: more than one round of its loop, whatever it looks at first.
inline constexpr std::uint32_t spin_looks = 12;

/// True while the task spins and nobody has changed anything since it looked last: it need not run.
bool is_spinning(const Task& task);
/// So many sleeps or time-outs in a row without anything new, and a task counts as polling.
inline constexpr std::uint32_t poll_threshold = 8;
/// True while the task polls, with sleeps between, and nobody has changed anything since: others go first.
bool is_polling(const Task& task);
/// The task has begun the step in `task.pending`: counts what is no progress, forgets the count at what is.
void note_step(Task& task);
/// Time passes because nobody else can run: who spins now keeps running all through a wait.
void note_time_passing();
/// A read found the same value again (`same`) or another one.
void note_read(std::uint64_t address, std::uint64_t value);

}  // namespace threadmark::engine
