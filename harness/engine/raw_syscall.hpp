// System calls made by the runtime itself: the one stretch of code from which they are allowed while the program's own
// are trapped.
#pragma once

#include <cstdint>

namespace threadmark::engine {

/// The kernel's answer, −errno on failure; errno is not touched. Its code lies in section `threadmark_syscall`.
long raw_syscall(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0);

/// Bounds of that section, for prctl(PR_SET_SYSCALL_USER_DISPATCH).
std::uintptr_t raw_syscall_begin();
std::uintptr_t raw_syscall_size();

/// Syscall User Dispatch looks at this byte of each thread: 0 allows its system calls, 1 traps them.
unsigned char* syscall_selector();

/// While one lives, libc's system calls of this thread go to the kernel (around the real pthread_create, fork …).
class RealCalls {
 public:
  RealCalls() : before_(*syscall_selector()) { *syscall_selector() = 0; }
  ~RealCalls() { *syscall_selector() = before_; }
  RealCalls(const RealCalls&) = delete;
  RealCalls& operator=(const RealCalls&) = delete;

 private:
  unsigned char before_;
};

/// Says what went wrong with us on standard error and aborts.
[[noreturn]] void die(const char* what);
/// The exit status of a process that die() ended.
inline constexpr int died_status = 70;

}  // namespace threadmark::engine
