// Who and where the program is: pids, groups, limits, machine, chance. The same answers in every replay.
#include <cerrno>
#include <cstring>

#include <linux/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/times.h>
#include <sys/utsname.h>

#include "harness/engine/clock.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/dispatch.hpp"
#include "harness/hooks/syscall/io_wait.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/special_files.hpp"
#include "harness/hooks/syscall/system_state.hpp"
#include "harness/hooks/syscall/task_numbers.hpp"

namespace threadmark::hooks {

int number_of_task(std::uint32_t index) noexcept {
  constexpr int first_thread_number = 1'000'000;
  const engine::Task& task = engine::task(index);
  if (engine::process(task.process).main_task == index) return engine::process(task.process).pid();
  return first_thread_number + static_cast<int>(index);
}

namespace {

// The C library names threads by numbers of the kernel's, which a new thread tells us itself, as soon as it gets a
// processor: until then it exists, too.
void await_kernel_number(const engine::Task& task) noexcept {
  const volatile std::int32_t& number = task.kernel_tid;
  while (number == 0)
    kernel(SYS_sched_yield);
}

}  // namespace

int task_with_number(int process, int number) noexcept {
  for (std::uint32_t i = 0; i < engine::state().task_count; ++i) {
    const engine::Task& task = engine::task(i);
    if (task.state != engine::TaskState::alive) continue;
    if (process != 0 && engine::process(task.process).pid() != process) continue;
    if (number_of_task(i) == number) return static_cast<int>(i);
    if (task.process == own_process()) await_kernel_number(task);
    if (task.kernel_tid == number) return static_cast<int>(i);
  }
  return -1;
}

namespace {

using engine::Process;
using engine::ProcessState;

constexpr int outer_pid = 999;

Process& own() noexcept {
  return engine::process(own_process());
}

long getpid_call(Call&) noexcept {
  return own().pid();
}

long getppid_call(Call& call) noexcept {
  // Whether the parent is still there is something that another process changes.
  announce({engine::OperationKind::other, no_object, false, call.pc});
  return own().parent == 0 ? (own_process() == 1 ? outer_pid : 1) : engine::process(own().parent).pid();
}

long gettid_call(Call&) noexcept {
  return number_of_task(engine::self()->index);
}

// Libc's own bookkeeping of its thread: the kernel's number would differ from run to run.
long set_tid_address_call(Call& call) noexcept {
  pass_on(call);
  return number_of_task(engine::self()->index);
}

int index_of_pid(int pid) noexcept {
  if (pid == 0) return static_cast<int>(own_process());
  for (std::uint32_t i = 1; i < engine::state().process_count; ++i) {
    const ProcessState state = engine::process(i).state;
    if (engine::process(i).pid() == pid && (state == ProcessState::alive || state == ProcessState::zombie)) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

long getpgid_call(Call& call) noexcept {
  const int index = call.number == SYS_getpgrp ? static_cast<int>(own_process()) : index_of_pid(call.descriptor(0));
  return index < 0 ? -ESRCH : engine::process(static_cast<std::uint32_t>(index)).group;
}

long setpgid_call(Call& call) noexcept {
  const int index = index_of_pid(call.descriptor(0));
  if (index < 0) return -ESRCH;
  Process& process = engine::process(static_cast<std::uint32_t>(index));
  if (call.descriptor(1) < 0) return -EINVAL;
  process.group = call.descriptor(1) == 0 ? process.pid() : call.descriptor(1);
  return 0;
}

long getsid_call(Call& call) noexcept {
  const int index = index_of_pid(call.descriptor(0));
  return index < 0 ? -ESRCH : engine::process(static_cast<std::uint32_t>(index)).session;
}

long setsid_call(Call&) noexcept {
  if (own().group == own().pid()) return -EPERM;
  own().group = own().session = own().pid();
  return own().pid();
}

long uname_call(Call& call) noexcept {
  auto* names = call.pointer<utsname>(0);
  std::memset(names, 0, sizeof *names);
  std::strcpy(names->sysname, "Linux");
  std::strcpy(names->nodename, "threadmark");
  std::strcpy(names->release, "6.1.0");
  std::strcpy(names->version, "#1");
  std::strcpy(names->machine, "x86_64");
  return 0;
}

long sysinfo_call(Call& call) noexcept {
  auto* info = call.pointer<struct sysinfo>(0);
  std::memset(info, 0, sizeof *info);
  constexpr unsigned long gibibyte = 1ul << 30;
  info->uptime = 1000;
  info->totalram = 8 * gibibyte;
  info->freeram = 4 * gibibyte;
  info->procs = 10;
  info->mem_unit = 1;
  return 0;
}

long getcpu_call(Call& call) noexcept {
  if (auto* cpu = call.pointer<unsigned>(0); cpu != nullptr) *cpu = 0;
  if (auto* node = call.pointer<unsigned>(1); node != nullptr) *node = 0;
  return 0;
}

// hardware_concurrency: four everywhere.
long affinity_call(Call& call) noexcept {
  constexpr unsigned long four_processors = 0xf;
  if (call.size(1) < sizeof(long)) return -EINVAL;
  std::memset(call.pointer<void>(2), 0, call.size(1));
  *call.pointer<unsigned long>(2) = four_processors;
  return sizeof(long);
}

long nothing_call(Call&) noexcept {
  return 0;
}

long random_call(Call& call) noexcept {
  fill_random(call.pointer<void>(0), call.size(1));
  return static_cast<long>(call.size(1));
}

long times_call(Call& call) noexcept {
  if (auto* out = call.pointer<tms>(0); out != nullptr) {
    std::memset(out, 0, sizeof *out);
    out->tms_utime = static_cast<clock_t>(engine::state().now / 10'000'000u);
  }
  return static_cast<long>(engine::look_at_clock() / 10'000'000u);
}

long usage_call(Call& call) noexcept {
  std::memset(call.pointer<void>(1), 0, sizeof(rusage));
  return 0;
}

long prctl_call(Call& call) noexcept {
  switch (call.descriptor(0)) {
    case PR_SET_PDEATHSIG:
      process_data(own_process()).death_signal = call.descriptor(1);
      return 0;
    case PR_GET_PDEATHSIG:
      *call.pointer<int>(1) = process_data(own_process()).death_signal;
      return 0;
    case PR_SET_NAME:
    case PR_GET_NAME:
    case 0x53564d41:  // PR_SET_VMA: names of anonymous memory
      return pass_on(call);
    case PR_SET_SYSCALL_USER_DISPATCH:
    case PR_SET_SECCOMP:
      return -EPERM;
    default:
      return -EINVAL;
  }
}

long limit_call(Call& call) noexcept {
  // Only questions: limits are the sandbox's.
  const bool sets = call.number == SYS_setrlimit || (call.number == SYS_prlimit64 && call.arguments[2] != 0);
  if (sets) return 0;
  const long result = pass_on(call);
  auto* out = call.pointer<rlimit>(call.number == SYS_prlimit64 ? 3 : 1);
  const int which = call.descriptor(call.number == SYS_prlimit64 ? 1 : 0);
  if (!failed(result) && out != nullptr && which == RLIMIT_NOFILE) *out = rlimit{max_descriptors, max_descriptors};
  return result;
}

long pidfd_open_call(Call& call) noexcept {
  const int index = index_of_pid(call.descriptor(0));
  if (index <= 0) return -ESRCH;
  const long number =
      kernel(SYS_pidfd_open, engine::process(static_cast<std::uint32_t>(index)).kernel_pid, call.arguments[1]);
  if (failed(number)) return number;
  const std::uint16_t object = make_object(IoKind::process, call.pc);
  io_object(object).value = index;
  set_descriptor(static_cast<int>(own_process()), static_cast<int>(number),
                 Descriptor{object, mode_read | mode_own | mode_close_on_exec, 0});
  return number;
}

constexpr Row rows[] = {
    {SYS_getpid, getpid_call},
    {SYS_getppid, getppid_call},
    {SYS_gettid, gettid_call},
    {SYS_set_tid_address, set_tid_address_call},
    {SYS_getpgid, getpgid_call},
    {SYS_getpgrp, getpgid_call},
    {SYS_setpgid, setpgid_call},
    {SYS_getsid, getsid_call},
    {SYS_setsid, setsid_call},
    {SYS_uname, uname_call},
    {SYS_sysinfo, sysinfo_call},
    {SYS_getcpu, getcpu_call},
    {SYS_sched_getaffinity, affinity_call},
    {SYS_sched_setaffinity, nothing_call},
    {SYS_sched_setscheduler, nothing_call},
    {SYS_sched_setparam, nothing_call},
    {SYS_setpriority, nothing_call},
    {SYS_getrandom, random_call},
    {SYS_times, times_call},
    {SYS_getrusage, usage_call},
    {SYS_prctl, prctl_call},
    {SYS_getrlimit, limit_call},
    {SYS_setrlimit, limit_call},
    {SYS_prlimit64, limit_call},
    {SYS_pidfd_open, pidfd_open_call},
};

}  // namespace

std::span<const Row> identity_rows() noexcept {
  return rows;
}

}  // namespace threadmark::hooks
