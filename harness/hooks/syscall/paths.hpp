// Paths as the program gives them, and as they are used: absolute, and with a prefix of the run's own in /dev/shm.
#pragma once

#include "harness/hooks/syscall/leftovers.hpp"

namespace threadmark::hooks {

// Which number the names in /dev/shm carry; by the process that forks the schedules, before the first.
void set_memory_prefix(int number) noexcept;

// `path` as it is to be given to the kernel: itself, or (in /dev/shm) `buffer` with the prefixed name.
const char* real_path(const char* path, PathText& buffer) noexcept;

// The absolute form of a real path that is relative to the working folder (or to `folder`); false when it is too long.
bool absolute_path(int folder, const char* path, PathText& result) noexcept;

// An absolute real path as the program knows it: relative to the working folder where it lies there, without the
// prefix.
const char* name_for_people(const char* absolute) noexcept;

}  // namespace threadmark::hooks
