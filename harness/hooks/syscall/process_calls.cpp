// fork and its kin, exec, waiting, ending.
#include <cerrno>
#include <csignal>
#include <cstring>

#include <linux/sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "harness/engine/event_sink.hpp"
#include "harness/engine/finding.hpp"
#include "harness/engine/object.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/arming.hpp"
#include "harness/hooks/syscall/dispatch.hpp"
#include "harness/hooks/syscall/external_program.hpp"
#include "harness/hooks/syscall/io_wait.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/process_end.hpp"
#include "harness/hooks/syscall/signals.hpp"
#include "harness/hooks/syscall/system_state.hpp"
#include "harness/hooks/threads.hpp"

extern "C" void threadmark_fork_point() __attribute__((weak));

namespace threadmark::hooks {

namespace {

using engine::OperationKind;
using engine::Process;
using engine::ProcessState;

// What a caller of clone, clone3, fork or vfork asks for, in one shape.
struct CloneRequest {
  std::uint64_t flags = 0;
  std::uint64_t exit_signal = SIGCHLD;
  std::uint64_t stack_top = 0;
  long parent_tid = 0;
  long child_tid = 0;
  long tls = 0;
  long pidfd = 0;
};

CloneRequest request_of(const Call& call) noexcept {
  CloneRequest request;
  const auto& a = call.arguments;
  if (call.number == SYS_clone) {
    request.flags = static_cast<std::uint64_t>(a[0]) & ~std::uint64_t{0xff};
    request.exit_signal = static_cast<std::uint64_t>(a[0]) & 0xff;
    request.stack_top = static_cast<std::uint64_t>(a[1]);
    request.parent_tid = a[2];
    request.child_tid = a[3];
    request.tls = a[4];
  } else if (call.number == SYS_clone3) {
    clone_args arguments{};
    const std::size_t size = call.size(1) < sizeof arguments ? call.size(1) : sizeof arguments;
    std::memcpy(&arguments, call.pointer<const void>(0), size);
    request.flags = arguments.flags;
    request.exit_signal = arguments.exit_signal;
    request.stack_top = arguments.stack != 0 ? arguments.stack + arguments.stack_size : 0;
    request.parent_tid = static_cast<long>(arguments.parent_tid);
    request.child_tid = static_cast<long>(arguments.child_tid);
    request.pidfd = static_cast<long>(arguments.pidfd);
  }
  return request;
}

std::uint32_t make_process(std::uint32_t parent, std::uint64_t pc, std::uint64_t exit_signal) noexcept {
  engine::SharedState& state = engine::state();
  if (state.process_count >= engine::max_processes) return 0;
  const std::uint32_t index = state.process_count++;
  Process& child = engine::process(index);
  child = Process{};
  child.state = ProcessState::alive;
  child.index = index;
  child.parent = parent;
  child.creator = parent;
  child.group = engine::process(parent).group;
  child.session = engine::process(parent).session;
  child.start_pc = pc;
  const ProcessData& from = process_data(parent);
  ProcessData& to = process_data(index);
  to.executing_other = to.stopped = to.stop_unreported = to.continue_unreported = false;
  to.death_signal = 0;
  to.exit_signal = static_cast<std::int32_t>(exit_signal);
  to.children_epoch = 0;
  to.pending = 0;
  to.map_used = from.map_used;
  to.engine_object = 0;
  to.actions = from.actions;
  to.timers = {};
  to.descriptors.used = 0;
  copy_descriptors(static_cast<int>(parent), static_cast<int>(index));
  return index;
}

void copy_task_data(std::uint32_t from, std::uint32_t to) noexcept {
  TaskData& child = task_data(to);
  child = TaskData{};
  child.mask = task_data(from).mask;
  child.alternate_stack = task_data(from).alternate_stack;
  child.alternate_size = task_data(from).alternate_size;
  child.alternate_flags = task_data(from).alternate_flags;
}

void begin_child(const Call& call, const CloneRequest& request, engine::Task& task) noexcept {
  arm_thread();
  if (call.context != nullptr && request.stack_top != 0) {
    call.context->uc_mcontext.gregs[REG_RSP] = static_cast<long long>(request.stack_top);
  }
  if ((request.flags & CLONE_CHILD_SETTID) != 0 && request.child_tid != 0) {
    // libc keeps its own thread's number here: the one that the program sees.
    *reinterpret_cast<std::int32_t*>(request.child_tid) = engine::process(task.process).pid();
  }
  engine::adopt_task(task);
}

// A vfork child borrows its parent's memory and time: the parent waits until it has called exec or ended.
bool child_is_on_its_own(const engine::Task& waiter) {
  const auto child = static_cast<std::uint32_t>(waiter.pending.argument);
  return engine::process(child).state != ProcessState::alive || process_data(child).executing_other;
}

void wait_for_vfork(std::uint32_t child, std::uint64_t pc) noexcept {
  engine::Operation operation;
  operation.kind = OperationKind::wait_process;
  operation.pc = pc;
  operation.enabled = child_is_on_its_own;
  operation.argument = child;
  engine::point(operation);
}

long refuse(const Call& call, const char* what) noexcept {
  engine::sink().file(OperationKind::other, -1, what);
  (void)call;
  return -EPERM;
}

long fork_process(Call& call) noexcept {
  constexpr std::uint64_t new_namespaces =
      CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;
  const CloneRequest request = request_of(call);
  if ((request.flags & CLONE_THREAD) != 0) return refuse(call, "clone-thread");
  if ((request.flags & new_namespaces) != 0) return refuse(call, "clone-namespace");
  engine::Operation operation;
  operation.kind = OperationKind::fork;
  operation.pc = call.pc;
  engine::point(operation);
  const std::uint32_t own = own_process();
  const std::uint32_t parent = (request.flags & CLONE_PARENT) != 0 ? engine::process(own).parent : own;
  const std::uint32_t index = make_process(own, call.pc, request.exit_signal);
  if (index == 0) return -EAGAIN;
  Process& child = engine::process(index);
  child.parent = parent;
  engine::Task* task = engine::create_task(index, engine::self()->index, call.pc);
  if (task == nullptr) {
    child.state = ProcessState::reaped;
    close_all_descriptors(static_cast<int>(index));
    return -EAGAIN;
  }
  task->is_process_main = true;
  child.main_task = task->index;
  copy_task_data(engine::self()->index, task->index);
  engine::copy_objects(own, index, engine::self(), task);
  engine::sink().process_started(index);
  constexpr std::uint64_t kept = CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID;
  settle_ended_threads();
  const long result = kernel(SYS_clone, (request.flags & kept) | SIGCHLD, 0, 0, request.child_tid, 0);
  if (result == 0) {
    begin_child(call, request, *task);
    return 0;
  }
  if (failed(result)) engine::die("fork failed");
  child.kernel_pid = static_cast<std::int32_t>(result);
  if ((request.flags & CLONE_PARENT_SETTID) != 0 && request.parent_tid != 0) {
    *reinterpret_cast<std::int32_t*>(request.parent_tid) = child.pid();
  }
  engine::note_progress();
  if ((request.flags & CLONE_VFORK) != 0 || call.number == SYS_vfork) wait_for_vfork(index, call.pc);
  return child.pid();
}

// Which children a waiter means: pid > 0, -1 any, 0 own group, < -1 that group.
bool is_meant(const Process& child, std::uint32_t parent, int wanted) noexcept {
  if (child.parent != parent || child.state == ProcessState::unused || child.state == ProcessState::reaped)
    return false;
  if (wanted > 0) return child.pid() == wanted;
  if (wanted == -1) return true;
  return child.group == (wanted == 0 ? engine::process(parent).group : -wanted);
}

struct WaitRequest {
  int wanted = -1;
  int options = 0;
};

bool is_ready(const Process& child, int options) noexcept {
  const ProcessData& data = process_data(child.index);
  if ((options & WEXITED) != 0 && child.state == ProcessState::zombie) return true;
  if ((options & WUNTRACED) != 0 && data.stop_unreported) return true;
  return (options & WCONTINUED) != 0 && data.continue_unreported;
}

// 0: none is ready; ~0: there is no such child at all.
constexpr std::uint32_t no_such_child = ~std::uint32_t{0};

std::uint32_t ready_child(std::uint32_t parent, const WaitRequest& request) noexcept {
  bool exists = false;
  std::uint32_t first = 0;
  for (std::uint32_t i = 1; i < engine::state().process_count; ++i) {
    const Process& child = engine::process(i);
    if (!is_meant(child, parent, request.wanted)) continue;
    exists = true;
    // The oldest first, as the kernel looks through its list.
    if (first == 0 && is_ready(child, request.options)) first = i;
  }
  return exists ? first : no_such_child;
}

bool has_ready_child(const engine::Task& waiter) {
  const auto& data = task_data(waiter.index).wait_data;
  const WaitRequest request{static_cast<int>(static_cast<std::int64_t>(data[0])), static_cast<int>(data[1])};
  return ready_child(waiter.process, request) != 0;
}

// Waits; the index of the child, 0 (WNOHANG and none ready), or -errno.
long wait_for_child(const Call& call, const WaitRequest& request) noexcept {
  for (;;) {
    auto& data = task_data(engine::self()->index).wait_data;
    data[0] = static_cast<std::uint64_t>(std::int64_t{request.wanted});
    data[1] = static_cast<std::uint64_t>(static_cast<unsigned>(request.options));
    engine::Operation operation;
    operation.kind = OperationKind::wait_process;
    operation.pc = call.pc;
    operation.interruptible = true;
    if ((request.options & WNOHANG) != 0) {
      operation.kind = OperationKind::poll;
      operation.writes = false;
    } else {
      operation.enabled = has_ready_child;
      for (std::uint32_t i = 1; i < engine::state().process_count; ++i) {
        // Named in a deadlock: the child that is waited for.
        if (is_meant(engine::process(i), own_process(), request.wanted)) operation.argument = i;
      }
    }
    const engine::Wake wake = engine::point(operation);
    if (wake == engine::Wake::interrupted && ready_child(own_process(), request) == 0) {
      if (handle_interruption()) continue;
      return -EINTR;
    }
    const std::uint32_t child = ready_child(own_process(), request);
    if (child == no_such_child) return -ECHILD;
    if (child == 0 && (request.options & WNOHANG) == 0) continue;
    return static_cast<long>(child);
  }
}

// What was found is reported: once, unless WNOWAIT. Gives the wait status.
int take_state(Process& child, int options) noexcept {
  ProcessData& data = process_data(child.index);
  const bool keep = (options & WNOWAIT) != 0;
  if (child.state != ProcessState::zombie) {
    const bool is_stop = data.stop_unreported && (options & WUNTRACED) != 0;
    if (!keep) (is_stop ? data.stop_unreported : data.continue_unreported) = false;
    return is_stop ? (child.stopped_by << 8 | 0x7f) : 0xffff;
  }
  engine::acquire_from(child.exit_clock);
  if (!keep) {
    child.state = ProcessState::reaped;
    engine::sink().process_reaped(child.index, own_process());
    // Its kernel process is gone already (settle_deaths); without this it would stay in the kernel's table.
    kernel(SYS_wait4, child.kernel_pid, nullptr, 0, nullptr);
    engine::note_progress();
  }
  return child.wait_status;
}

long wait4_call(Call& call) noexcept {
  const WaitRequest request{call.descriptor(0), call.descriptor(2) | WEXITED};
  const long found = wait_for_child(call, request);
  if (found <= 0) return found;
  Process& child = engine::process(static_cast<std::uint32_t>(found));
  const int status = take_state(child, request.options & ~WNOWAIT);
  if (auto* where = call.pointer<int>(1); where != nullptr) *where = status;
  if (auto* usage = call.pointer<rusage>(3); usage != nullptr) std::memset(usage, 0, sizeof *usage);
  return child.pid();
}

void fill_child_info(siginfo_t* info, const Process& child, int status) noexcept {
  SignalNews news;
  news.sender = child.pid();
  if (status == 0xffff) {
    news.code = CLD_CONTINUED;
    news.value = SIGCONT;
  } else if (WIFSTOPPED(status)) {
    news.code = CLD_STOPPED;
    news.value = WSTOPSIG(status);
  } else if (WIFSIGNALED(status)) {
    news.code = WCOREDUMP(status) ? CLD_DUMPED : CLD_KILLED;
    news.value = WTERMSIG(status);
  } else {
    news.code = CLD_EXITED;
    news.value = WEXITSTATUS(status);
  }
  fill_siginfo(info, SIGCHLD, news);
}

// The pid of waitid's P_PID, P_PGID, P_ALL, P_PIDFD as wait4 would say it.
bool wanted_of(int type, int id, int* wanted) noexcept {
  switch (type) {
    case P_ALL:
      *wanted = -1;
      return true;
    case P_PID:
      *wanted = id;
      return id > 0;
    case P_PGID:
      *wanted = id == 0 ? 0 : -id;
      return true;
    case 3: {  // P_PIDFD
      const Descriptor entry = own_descriptor(id);
      if (entry.object == no_object || io_object(entry.object).kind != IoKind::process) return false;
      *wanted = engine::process(static_cast<std::uint32_t>(io_object(entry.object).value)).pid();
      return true;
    }
    default:
      return false;
  }
}

long waitid_call(Call& call) noexcept {
  WaitRequest request;
  request.options = call.descriptor(3);
  if (!wanted_of(call.descriptor(0), call.descriptor(1), &request.wanted)) return -EINVAL;
  auto* info = call.pointer<siginfo_t>(2);
  const long found = wait_for_child(call, request);
  if (found < 0) return found;
  if (found == 0) {
    if (info != nullptr) std::memset(info, 0, sizeof *info);
    return 0;
  }
  Process& child = engine::process(static_cast<std::uint32_t>(found));
  const int status = take_state(child, request.options);
  if (info != nullptr) fill_child_info(info, child, status);
  return 0;
}

void announce_end(const Call& call) noexcept {
  engine::Operation operation;
  operation.kind = OperationKind::exit;
  operation.pc = call.pc;
  engine::point(operation);
}

long exit_group_call(Call& call) noexcept {
  announce_end(call);
  end_process(own_process(), (call.descriptor(0) & 0xff) << 8);
  __builtin_trap();
}

// The end of one thread, after its thread_local destructors; of the last one: of the process.
long exit_thread_call(Call& call) noexcept {
  if (engine::process(own_process()).live_tasks <= 1) return exit_group_call(call);
  engine::leave_task();
  kernel(SYS_exit, 0);
  __builtin_trap();
}

long exec_call(Call& call) noexcept {
  const bool at = call.number == SYS_execveat;
  return run_external(call, at ? call.descriptor(0) : -100, call.pointer<const char>(at ? 1 : 0),
                      call.pointer<char* const>(at ? 2 : 1), call.pointer<char* const>(at ? 3 : 2));
}

constexpr Row rows[] = {
    {SYS_fork, fork_process},          {SYS_vfork, fork_process},    {SYS_clone, fork_process},
    {SYS_clone3, fork_process},        {SYS_wait4, wait4_call},      {SYS_waitid, waitid_call},
    {SYS_exit_group, exit_group_call}, {SYS_exit, exit_thread_call}, {SYS_execve, exec_call},
    {SYS_execveat, exec_call},
};

}  // namespace

std::span<const Row> process_rows() noexcept {
  return rows;
}

}  // namespace threadmark::hooks
