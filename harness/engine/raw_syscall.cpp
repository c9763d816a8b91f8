// The stretch of code that makes the runtime's own system calls.
#include "harness/engine/raw_syscall.hpp"

#include <cstring>

#include <sys/syscall.h>

extern "C" {
// The linker's bounds of the section.
extern char __start_threadmark_syscall[];
extern char __stop_threadmark_syscall[];

__attribute__((naked, noinline, section("threadmark_syscall"), used)) long threadmark_raw_syscall(long, long, long,
                                                                                                  long, long, long,
                                                                                                  long) {
  asm("movq %rdi, %rax\n"
      "movq %rsi, %rdi\n"
      "movq %rdx, %rsi\n"
      "movq %rcx, %rdx\n"
      "movq %r8, %r10\n"
      "movq %r9, %r8\n"
      "movq 8(%rsp), %r9\n"
      "syscall\n"
      "ret\n");
}
}

namespace threadmark::engine {

namespace {
thread_local unsigned char selector = 0;
}  // namespace

long raw_syscall(long number, long a, long b, long c, long d, long e, long f) {
  return threadmark_raw_syscall(number, a, b, c, d, e, f);
}

std::uintptr_t raw_syscall_begin() {
  return reinterpret_cast<std::uintptr_t>(__start_threadmark_syscall);
}

std::uintptr_t raw_syscall_size() {
  return static_cast<std::uintptr_t>(__stop_threadmark_syscall - __start_threadmark_syscall);
}

unsigned char* syscall_selector() {
  return &selector;
}

void die(const char* what) {
  static constexpr char prefix[] = "threadmark runtime: ";
  raw_syscall(SYS_write, 2, reinterpret_cast<long>(prefix), sizeof prefix - 1);
  raw_syscall(SYS_write, 2, reinterpret_cast<long>(what), static_cast<long>(std::strlen(what)));
  raw_syscall(SYS_write, 2, reinterpret_cast<long>("\n"), 1);
  raw_syscall(SYS_exit_group, died_status);
  __builtin_trap();
}

}  // namespace threadmark::engine
