// Real signals that an instruction causes.
#include "harness/hooks/syscall/faults.hpp"

#include <csignal>
#include <cstddef>

#include <sys/mman.h>
#include <sys/syscall.h>
#include <ucontext.h>

#include "harness/engine/call_stack.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/kernel_signal.hpp"
#include "harness/hooks/syscall/process_end.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

namespace {

constexpr int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP};

void on_fault(int signal, siginfo_t* info, void* raw_context) {
  auto* context = static_cast<ucontext_t*>(raw_context);
  const auto pc = static_cast<std::uint64_t>(context->uc_mcontext.gregs[REG_RIP]);
  if (engine::self() == nullptr || engine::state().run_ending) {
    kernel(SYS_exit_group, 128 + signal);
  }
  const SignalAction action = process_data(engine::self()->process).actions[static_cast<std::size_t>(signal)];
  if (action.handler > 1) {
    if ((action.flags & SA_SIGINFO) != 0) {
      reinterpret_cast<void (*)(int, siginfo_t*, void*)>(action.handler)(signal, info, raw_context);
    } else {
      reinterpret_cast<void (*)(int)>(action.handler)(signal);
    }
    return;
  }
  // On another stack than that of the fault nothing is known about frames; the shadow call stack is.
  // Where exactly a stack runs out depends on where the kernel put it: then the call that led there is the place.
  const auto address = reinterpret_cast<std::uint64_t>(info->si_addr);
  const auto stack = static_cast<std::uint64_t>(context->uc_mcontext.gregs[REG_RSP]);
  constexpr std::uint64_t near = std::uint64_t{64} << 10;
  const bool is_overflow = address - (stack - near) < 2 * near;
  const std::uint64_t place = is_program_code(pc) && !is_overflow ? pc : engine::innermost_call();
  crash(signal, place, address);
}

}  // namespace

void install_fault_handlers() noexcept {
  for (const int signal : faults)
    install_kernel_handler(signal, on_fault, SA_SIGINFO | SA_NODEFER | SA_ONSTACK);
}

void give_fault_stack() noexcept {
  static thread_local bool is_given = false;
  if (is_given) return;
  is_given = true;
  constexpr std::size_t size = std::size_t{64} << 10;
  const long place = kernel(SYS_mmap, nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (failed(place)) return;
  stack_t stack{};
  stack.ss_sp = reinterpret_cast<void*>(place);
  stack.ss_size = size;
  kernel(SYS_sigaltstack, &stack, nullptr);
}

}  // namespace threadmark::hooks
