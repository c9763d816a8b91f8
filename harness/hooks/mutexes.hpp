// Mutexes, for the other hooks that lock and unlock them (condition variables).
#pragma once

#include <cstdint>

#include <pthread.h>

#include "harness/engine/operation.hpp"

namespace threadmark::hooks {

/// The object of a mutex.
std::uint32_t mutex_object(pthread_mutex_t* mutex, std::uint64_t pc);
/// Locks it (as pthread_mutex_clocklock; 0, ETIMEDOUT, EDEADLK, EOWNERDEAD …).
int lock_mutex(std::uint32_t object, engine::Time deadline, std::uint64_t pc);
/// Locks it again at the end of a condition wait, `depth` times for a recursive one.
void relock_mutex(std::uint32_t object, std::uint32_t depth, std::uint64_t pc);
/// Gives it up whatever its depth, which is returned; no point of choice.
std::uint32_t give_up_mutex(std::uint32_t object);
/// Waiting tasks may look again; the caller owns the baton.
bool mutex_is_mine(std::uint32_t object);
/// At the end of a process or thread: its robust mutexes are left to others, with owner_died.
void abandon_mutexes(const struct Task& task);

}  // namespace threadmark::hooks
