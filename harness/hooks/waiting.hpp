// Queues of waiters: tasks that wait at an object until they are notified (condition variables, futexes).
#pragma once

#include <cstdint>

#include "harness/engine/operation.hpp"

namespace threadmark::hooks {

/// Puts the calling task into the queue of `object` (before its wait is announced).
void enqueue(std::uint32_t object, std::uint64_t key = 0);
/// Waits until notified; the task has left the queue on return.
engine::Wake wait_in_queue(std::uint32_t object, std::uint32_t second_object, engine::Time deadline, std::uint64_t pc);
/// Notifies up to `count` waiters whose key has a bit in common with `key`; which ones of several is the scheduler's
/// choice. How many were notified.
std::uint32_t notify(std::uint32_t object, std::uint32_t count, std::uint64_t key = 0);

}  // namespace threadmark::hooks
