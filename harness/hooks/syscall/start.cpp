// Sets the system-call hooks up.
#include "harness/hooks/syscall/start.hpp"

#include <csignal>

#include "harness/engine/observers.hpp"
#include "harness/engine/raw_syscall.hpp"
#include "harness/hooks/syscall/arming.hpp"
#include "harness/hooks/syscall/faults.hpp"
#include "harness/hooks/syscall/kernel_signal.hpp"
#include "harness/hooks/syscall/process_timers.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

void start_system_calls() noexcept {
  map_system();
  if (!arm_process()) engine::die("this kernel has no Syscall User Dispatch (Linux 5.11 or newer is needed)");
  install_fault_handlers();
  ignore_in_kernel(SIGPIPE);
  engine::observers().timers_due = fire_due_timers;
}

extern "C" void threadmark_arm_process() {
  start_system_calls();
  arm_thread();
}

}  // namespace threadmark::hooks
