// exec: the new program runs in the same process, outside the engine; its descriptors are the kernel's business.
#include "harness/hooks/syscall/external_program.hpp"

#include <cerrno>
#include <csignal>

#include <sys/syscall.h>
#include <sys/wait.h>

#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/io_wait.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/kernel_signal.hpp"
#include "harness/hooks/syscall/process_end.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

namespace {

constexpr int looks_until_stuck = 200;  // at 1 ms each
constexpr long between_looks_ns = 1'000'000;

// What waits for the program keeps none of its pipes open. Those that the program inherits are in its own process.
void close_own_copies() noexcept {
  const DescriptorTable& table = process_data(own_process()).descriptors;
  for (int i = 0; i < table.used; ++i) {
    const Descriptor& entry = table.entries[static_cast<std::size_t>(i)];
    if (entry.object != no_object) kernel(SYS_close, i);
  }
}

// True when it has ended (`status` is set), false when it stands still, waiting for something.
bool let_run(int pid, int* status) noexcept {
  for (int look = 0; look < looks_until_stuck; ++look) {
    if (kernel(SYS_wait4, pid, status, WNOHANG, nullptr) == pid) return true;
    const timespec pause{0, between_looks_ns};
    kernel(SYS_nanosleep, &pause, nullptr);
  }
  return false;
}

[[noreturn]] void become(Call&, int folder, const char* path, char* const* arguments,
                         char* const* environment) noexcept {
  restore_kernel_default(SIGPIPE);
  restore_kernel_default(SIGSYS);
  kernel(SYS_execveat, folder, path, arguments, environment, 0);
  kernel(SYS_exit_group, 127);
  __builtin_trap();
}

}  // namespace

long run_external(Call& call, int folder, const char* path, char* const* arguments, char* const* environment) noexcept {
  engine::Operation operation;
  operation.kind = engine::OperationKind::other;
  operation.pc = call.pc;
  engine::point(operation);
  constexpr int executable = 1;  // X_OK
  const long allowed = kernel(SYS_faccessat, folder, path, executable);
  if (failed(allowed)) return allowed;
  const long helper = kernel(SYS_clone, SIGCHLD, 0, 0, 0, 0);
  if (helper == 0) become(call, folder, path, arguments, environment);
  if (failed(helper)) return helper;
  close_own_copies();
  process_data(own_process()).executing_other = true;
  int status = 0;
  for (;;) {
    const std::uint32_t epoch = system().io.epoch;
    if (let_run(static_cast<int>(helper), &status)) break;
    // It may have read or written: who waits looks again, and so do we when somebody has done something.
    const Announcement what{engine::OperationKind::other, names_object, true, call.pc};
    for (int i = 1; i < system().io.used; ++i)
      touch(static_cast<std::uint16_t>(i));
    const std::uint32_t touched = system().io.epoch;
    (void)epoch;
    if (wait_for_any_touch(what, touched, engine::no_deadline) == engine::Wake::interrupted && !handle_interruption())
      continue;
  }
  for (int i = 1; i < system().io.used; ++i)
    touch(static_cast<std::uint16_t>(i));
  end_process(own_process(), status);
  __builtin_trap();
}

}  // namespace threadmark::hooks
