// Syscall User Dispatch: the SIGSYS handler that turns a trap into a dispatched call.
#include "harness/hooks/syscall/arming.hpp"

#include <cerrno>
#include <csignal>

#include <linux/prctl.h>
#include <sys/syscall.h>

#include "harness/engine/call_stack.hpp"
#include "harness/engine/layout.hpp"
#include "harness/engine/raw_syscall.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/syscall/dispatch.hpp"
#include "harness/hooks/syscall/faults.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/kernel_signal.hpp"

extern "C" void* __libc_stack_end;

namespace threadmark::hooks {

namespace {

thread_local bool is_armed = false;

constexpr int dispatched_by_user = 2;  // SYS_USER_DISPATCH

// Stacks whose ends we know: those of threads, and main's. Others (posix_spawn's, of coroutines or signal handlers) may
// end anywhere.
bool is_known_stack(std::uint64_t address) noexcept {
  constexpr std::uint64_t most_of_main = std::uint64_t{64} << 20;
  if (address - engine::stack_base < engine::max_tasks * engine::stack_slot_size) return true;
  const auto end = reinterpret_cast<std::uint64_t>(__libc_stack_end);
  return address < end && end - address < most_of_main;
}

std::uint64_t place_of(const ucontext_t* context) noexcept {
  const auto stack = static_cast<std::uint64_t>(context->uc_mcontext.gregs[REG_RSP]) & ~std::uint64_t{7};
  const auto pc = static_cast<std::uint64_t>(context->uc_mcontext.gregs[REG_RIP]);
  if (!is_known_stack(stack)) return engine::innermost_call();
  // What looks like a frame of a hook begins with two words of its own; here the first word may be the return address.
  return student_caller(pc, reinterpret_cast<const void*>(stack - 16));
}

void on_trap(int, siginfo_t* info, void* raw_context) {
  auto* context = static_cast<ucontext_t*>(raw_context);
  auto& registers = context->uc_mcontext.gregs;
  if (info->si_code != dispatched_by_user) {
    // A sandbox's seccomp filter: the call is as good as absent.
    registers[REG_RAX] = -ENOSYS;
    return;
  }
  Call call;
  call.number = info->si_syscall;
  call.arguments = {registers[REG_RDI], registers[REG_RSI], registers[REG_RDX],
                    registers[REG_R10], registers[REG_R8],  registers[REG_R9]};
  call.context = context;
  call.pc = place_of(context);
  registers[REG_RAX] = dispatch(call);
}

}  // namespace

bool arm_process() noexcept {
  fill_dispatch_table();
  // SA_NODEFER: a student's signal handler runs inside a dispatched call and makes calls of its own.
  install_kernel_handler(SIGSYS, on_trap, SA_SIGINFO | SA_NODEFER);
  const long result = kernel(SYS_prctl, PR_SET_SYSCALL_USER_DISPATCH, PR_SYS_DISPATCH_ON, engine::raw_syscall_begin(),
                             engine::raw_syscall_size(), engine::syscall_selector());
  if (failed(result)) return false;
  kernel(SYS_prctl, PR_SET_SYSCALL_USER_DISPATCH, PR_SYS_DISPATCH_OFF, 0, 0, 0);
  return true;
}

void arm_thread() noexcept {
  give_fault_stack();
  kernel(SYS_prctl, PR_SET_SYSCALL_USER_DISPATCH, PR_SYS_DISPATCH_ON, engine::raw_syscall_begin(),
         engine::raw_syscall_size(), engine::syscall_selector());
  is_armed = true;
  *engine::syscall_selector() = 1;
}

bool armed() noexcept {
  return is_armed && *engine::syscall_selector() == 1;
}

}  // namespace threadmark::hooks
