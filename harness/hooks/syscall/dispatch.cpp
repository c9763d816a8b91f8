// The table of system calls, and what is refused.
#include "harness/hooks/syscall/dispatch.hpp"

#include <cerrno>
#include <cstdlib>

#include <sys/syscall.h>

#include "harness/engine/event_sink.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/own_memory.hpp"
#include "harness/hooks/syscall/signals.hpp"
#include "harness/hooks/syscall/special_files.hpp"

extern "C" void threadmark_fork_point() __attribute__((weak));

namespace threadmark::hooks {

namespace {

constexpr std::size_t table_size = 512;
std::array<Handler, table_size> handlers{};

// Calls before which the schedules must have been forked: those that make tasks, files, IPC objects or output.
constexpr int makers[] = {
    SYS_fork,     SYS_vfork,  SYS_clone,    SYS_clone3,     SYS_execve,       SYS_execveat,       SYS_pipe,
    SYS_pipe2,    SYS_socket, SYS_kill,     SYS_socketpair, SYS_creat,        SYS_mkdir,          SYS_mkdirat,
    SYS_rename,   SYS_unlink, SYS_unlinkat, SYS_shmget,     SYS_semget,       SYS_msgget,         SYS_memfd_create,
    SYS_eventfd2, SYS_alarm,  SYS_eventfd,  SYS_setitimer,  SYS_timer_create, SYS_timerfd_create, SYS_exit_group};
std::array<bool, table_size> makes_something{};
std::array<bool, table_size> takes_descriptor{};

void add(std::span<const Row> rows) noexcept {
  for (const Row& row : rows) {
    const auto number = static_cast<std::size_t>(row.number);
    if (handlers[number] != nullptr) engine::die("two handlers for one system call");
    handlers[number] = row.handler;
  }
}

bool writes_output(const Call& call) noexcept {
  return (call.number == SYS_write || call.number == SYS_writev) && call.arguments[0] <= 2;
}

bool opens_for_writing(const Call& call) noexcept {
  constexpr long writing = 3 | 0100;  // O_ACCMODE, O_CREAT
  return (call.number == SYS_openat && (call.arguments[2] & writing) != 0) ||
         (call.number == SYS_open && (call.arguments[1] & writing) != 0);
}

// Refused and recorded: nothing of it makes sense inside a run (ptrace, namespaces, io_uring, mounts, modules …).
long refuse(const Call& call) noexcept {
  engine::sink().file(engine::OperationKind::other, static_cast<int>(call.number), "refused");
  return -ENOSYS;
}

}  // namespace

void fill_dispatch_table() noexcept {
  add(descriptor_rows());
  add(file_rows());
  add(lock_rows());
  add(socket_rows());
  add(poll_rows());
  add(process_rows());
  add(signal_rows());
  add(timer_rows());
  add(identity_rows());
  add(memory_rows());
  add(ipc_rows());
  add(plain_rows());
  for (const std::span<const Row> rows : {descriptor_rows(), socket_rows()})
    for (const Row& row : rows)
      takes_descriptor[static_cast<std::size_t>(row.number)] = row.number != SYS_close_range;
  for (const int number : makers)
    makes_something[static_cast<std::size_t>(number)] = true;
}

long dispatch(Call& call) noexcept {
  // Threads that the engine does not know, and the moments after a run's end, belong to the kernel.
  if (engine::self() == nullptr || engine::state().run_ending) return pass_on(call);
  const auto number = static_cast<std::size_t>(call.number);
  if (number >= table_size || handlers[number] == nullptr) return refuse(call);
  if (takes_descriptor[number] && is_ours(call.descriptor())) return -EBADF;
  if (reaches_runtimes_memory(call)) return -EFAULT;
  if (threadmark_fork_point != nullptr && (makes_something[number] || writes_output(call) || opens_for_writing(call))) {
    threadmark_fork_point();
  }
  const long result = handlers[number](call);
  if (engine::self()->pending_signal) deliver_due_signals();
  return result;
}

}  // namespace threadmark::hooks
