// Syscall User Dispatch: the SIGSYS handler that turns a trap into a dispatched call.
#include "harness/hooks/syscall/arming.hpp"

#include <cerrno>
#include <csignal>

#include <linux/prctl.h>
#include <sys/syscall.h>

#include "harness/engine/raw_syscall.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/syscall/dispatch.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/kernel_signal.hpp"

namespace threadmark::hooks {

namespace {

thread_local bool is_armed = false;

constexpr int dispatched_by_user = 2;  // SYS_USER_DISPATCH

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
  call.pc = student_caller(static_cast<std::uint64_t>(registers[REG_RIP]),
                           reinterpret_cast<const void*>(registers[REG_RSP] & ~7ll));
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
  kernel(SYS_prctl, PR_SET_SYSCALL_USER_DISPATCH, PR_SYS_DISPATCH_ON, engine::raw_syscall_begin(),
         engine::raw_syscall_size(), engine::syscall_selector());
  is_armed = true;
  *engine::syscall_selector() = 1;
}

bool armed() noexcept {
  return is_armed && *engine::syscall_selector() == 1;
}

}  // namespace threadmark::hooks
