// flock and fcntl record locks: the kernel decides who has them, the engine who waits.
#pragma once

#include "harness/hooks/syscall/dispatch.hpp"

namespace threadmark::hooks {

// fcntl(F_SETLK, F_SETLKW, F_GETLK and their F_OFD_ forms).
long record_lock(Call& call) noexcept;

// The process ends: its locks go with it.
void release_file_locks(std::uint32_t process) noexcept;

// The process closes some descriptor of the file: its POSIX record locks there are gone (POSIX fcntl: "all locks …
// shall be removed when any file descriptor for that file is closed").
void release_record_locks_of_file(std::uint32_t process, std::uint16_t object) noexcept;

}  // namespace threadmark::hooks
