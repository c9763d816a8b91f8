// exec: the new program runs in the same process, outside the engine; its descriptors are the kernel's business.
#include "harness/hooks/syscall/external_program.hpp"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/io_wait.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/kernel_signal.hpp"
#include "harness/hooks/syscall/process_end.hpp"
#include "harness/hooks/syscall/special_files.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

namespace {

constexpr int looks_until_stuck = 200;  // at 1 ms each
constexpr long between_looks_ns = 1'000'000;
constexpr int idle_looks_until_stuck = 8;  // of `looks_until_stuck` each
constexpr engine::Time look_again_after = 1'000'000;

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

// Another program is outside the engine, and the fork server is of the same user: it must not be able to end, stop or
// throttle it. Where the kernel does not let us, the sandbox has the last word.
void forbid_signals() noexcept {
  constexpr std::uint32_t refused = SECCOMP_RET_ERRNO | EPERM;
  constexpr std::uint32_t number_at = 0;  // of seccomp_data
  constexpr std::uint32_t first_argument_at = 16;
  static constexpr sock_filter code[] = {
      {BPF_LD | BPF_W | BPF_ABS, 0, 0, number_at},
      {BPF_JMP | BPF_JEQ | BPF_K, 9, 0, SYS_kill},
      {BPF_JMP | BPF_JEQ | BPF_K, 8, 0, SYS_tkill},
      {BPF_JMP | BPF_JEQ | BPF_K, 7, 0, SYS_tgkill},
      {BPF_JMP | BPF_JEQ | BPF_K, 6, 0, SYS_rt_sigqueueinfo},
      {BPF_JMP | BPF_JEQ | BPF_K, 5, 0, SYS_rt_tgsigqueueinfo},
      {BPF_JMP | BPF_JEQ | BPF_K, 4, 0, SYS_pidfd_send_signal},
      {BPF_JMP | BPF_JEQ | BPF_K, 0, 2, SYS_prlimit64},
      {BPF_LD | BPF_W | BPF_ABS, 0, 0, first_argument_at},
      {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0},  // its own limits
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
      {BPF_RET | BPF_K, 0, 0, refused},
  };
  static const sock_fprog program{sizeof code / sizeof code[0], const_cast<sock_filter*>(code)};
  kernel(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  kernel(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

// What another program prints to the submission's own streams is not the submission's output: it goes nowhere, however
// much it is.
void silence_streams() noexcept {
  if (shows_output()) return;
  const long nowhere = kernel(SYS_open, "/dev/null", O_RDWR, 0);
  if (failed(nowhere)) return;
  const DescriptorTable& table = process_data(own_process()).descriptors;
  for (int i = 0; i < table.used; ++i) {
    const Descriptor& entry = table.entries[static_cast<std::size_t>(i)];
    if (entry.object != no_object && io_object(entry.object).stream != 0) kernel(SYS_dup2, nowhere, i);
  }
  if (nowhere > 2) kernel(SYS_close, nowhere);
}

[[noreturn]] void become(Call&, int folder, const char* path, char* const* arguments,
                         char* const* environment) noexcept {
  restore_kernel_default(SIGPIPE);
  restore_kernel_default(SIGSYS);
  silence_streams();
  forbid_signals();
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
  int idle_looks = 0;
  for (;;) {
    if (let_run(static_cast<int>(helper), &status)) break;
    // It may have read or written: who waits looks again, and so do we when somebody has done something.
    const Announcement what{engine::OperationKind::other, names_object, true, call.pc};
    for (int i = 1; i < system().io.used; ++i)
      touch(static_cast<std::uint16_t>(i));
    const std::uint32_t touched = system().io.epoch;
    // It may also be slow: when nobody else can go on it is looked at again, for a second or two, before it counts as
    // waiting.
    const bool patient = ++idle_looks < idle_looks_until_stuck;
    const engine::Time until = patient ? engine::state().now + look_again_after : engine::no_deadline;
    if (wait_for_any_touch(what, touched, until) == engine::Wake::interrupted && !handle_interruption()) continue;
  }
  for (int i = 1; i < system().io.used; ++i)
    touch(static_cast<std::uint16_t>(i));
  end_process(own_process(), status);
  __builtin_trap();
}

}  // namespace threadmark::hooks
