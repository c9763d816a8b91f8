// rt_sigaction without libc, whose restorer would trap.
#include "harness/hooks/syscall/kernel_signal.hpp"

#include <sys/syscall.h>

#include "harness/hooks/syscall/kernel.hpp"

extern "C" {
// What a signal frame returns through. Unwinders know such frames by these very instructions.
__attribute__((naked, noinline, section("threadmark_syscall"), used)) void threadmark_return_from_signal() {
  asm("movq $15, %rax\n"
      "syscall\n");
}
}

namespace threadmark::hooks {

namespace {

struct KernelAction {
  std::uintptr_t handler;
  unsigned long flags;
  void (*restorer)();
  unsigned long mask;
};

constexpr unsigned long with_restorer = 0x04000000;  // SA_RESTORER

void set(int signal, std::uintptr_t handler, unsigned long flags) noexcept {
  const KernelAction action{handler, flags | with_restorer, threadmark_return_from_signal, 0};
  kernel(SYS_rt_sigaction, signal, &action, nullptr, 8);
}

}  // namespace

void install_kernel_handler(int signal, void (*handler)(int, siginfo_t*, void*), int flags) noexcept {
  set(signal, reinterpret_cast<std::uintptr_t>(handler), static_cast<unsigned long>(static_cast<unsigned>(flags)));
}

void restore_kernel_default(int signal) noexcept {
  set(signal, 0, 0);
}

void ignore_in_kernel(int signal) noexcept {
  set(signal, 1, 0);
}

}  // namespace threadmark::hooks
