// The end of processes: zombies, orphans, SIGCHLD, and what main's end says about the run.
#include "harness/hooks/syscall/process_end.hpp"

#include <csignal>

#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "harness/engine/call_stack.hpp"
#include "harness/engine/event_sink.hpp"
#include "harness/engine/finding.hpp"
#include "harness/engine/layout.hpp"
#include "harness/engine/object.hpp"
#include "harness/engine/observers.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/file_locks.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/kernel_signal.hpp"
#include "harness/hooks/syscall/left_behind.hpp"
#include "harness/hooks/syscall/leftovers.hpp"
#include "harness/hooks/syscall/signals.hpp"
#include "harness/hooks/syscall/system_state.hpp"

extern "C" void threadmark_leak_check() __attribute__((weak));
extern "C" bool threadmark_canary_is_reported() __attribute__((weak));

namespace threadmark::hooks {

namespace {

using engine::ProcessState;

constexpr std::uint32_t main_process = 1;
constexpr std::uint64_t no_child_wait = 2;  // SA_NOCLDWAIT

void wait_until_gone(int kernel_pid) noexcept {
  const long watch = kernel(SYS_pidfd_open, kernel_pid, 0);
  if (failed(watch)) return;  // already gone and reaped
  pollfd entry{static_cast<int>(watch), POLLIN, 0};
  while (kernel(SYS_poll, &entry, 1, -1) == -EINTR) {
  }
  kernel(SYS_close, watch);
}

// Children of a process that ends go to the outside, which reaps at once what has ended; some asked to be told by a
// signal.
void give_children_away(std::uint32_t parent) noexcept {
  for (std::uint32_t i = main_process + 1; i < engine::state().process_count; ++i) {
    engine::Process& child = engine::process(i);
    if (child.parent != parent) continue;
    child.parent = 0;
    if (child.state == ProcessState::zombie) child.state = ProcessState::reaped;
    const int wanted = process_data(i).death_signal;
    if (child.state == ProcessState::alive && wanted != 0) send_to_process(i, wanted, SignalNews{0, 0, 0});
  }
}

// What everybody sees of the end, before the kernel has done its part.
void mark_ended(std::uint32_t index, int wait_status) noexcept {
  engine::Process& process = engine::process(index);
  process.wait_status = wait_status;
  process.state = ProcessState::zombie;
  process_data(index).end_time = engine::state().now;
  process.exit_clock.clear();
  release_file_locks(index);
  close_all_descriptors(static_cast<int>(index));
  engine::sink().process_ended(index, wait_status);
  give_children_away(index);
  if (process.parent == 0) process.state = ProcessState::reaped;
  tell_parent_of_child(index, WIFSIGNALED(wait_status) ? CLD_KILLED : CLD_EXITED,
                       WIFSIGNALED(wait_status) ? WTERMSIG(wait_status) : WEXITSTATUS(wait_status));
}

// One cause, one kind: of what a crash leaves behind nothing is said.
void report_end_of_main(int wait_status) noexcept {
  if (!WIFEXITED(wait_status)) return;
  if (threadmark_leak_check != nullptr) threadmark_leak_check();
  report_left_behind();
  report_leftovers();
}

[[noreturn]] void end_own_process(int wait_status) noexcept {
  const std::uint32_t own = engine::self()->process;
  if (own == main_process) {
    report_end_of_main(wait_status);
    if (threadmark_canary_is_reported != nullptr) engine::state().canary_reported = threadmark_canary_is_reported();
    engine::end_run(WIFSIGNALED(wait_status) ? engine::EndReason::crash : engine::EndReason::exited, wait_status);
  }
  engine::Process& process = engine::process(own);
  mark_ended(own, wait_status);
  engine::release_into(process.exit_clock);
  system().dying = process.kernel_pid;
  engine::state().system_call_data[0] = 1;
  engine::leave_process(own);
  kernel(SYS_exit_group, 0);
  __builtin_trap();
}

void end_tasks_of(std::uint32_t index) noexcept {
  for (std::uint32_t i = 0; i < engine::state().task_count; ++i) {
    engine::Task& other = engine::task(i);
    if (other.process != index || other.state != engine::TaskState::alive) continue;
    other.state = engine::TaskState::ended;
    --engine::state().live_tasks;
    engine::sink().task_ended(other);
  }
  engine::process(index).live_tasks = 0;
}

void kill_other_process(std::uint32_t index, int wait_status) noexcept {
  engine::Process& process = engine::process(index);
  if (process.state != ProcessState::alive) return;
  // Its tasks all wait for the baton, which the caller holds: it dies where it stands.
  kernel(SYS_kill, process.kernel_pid, SIGKILL);
  wait_until_gone(process.kernel_pid);
  end_tasks_of(index);
  mark_ended(index, wait_status);
}

}  // namespace

void tell_parent_of_child(std::uint32_t child, int code, int status) noexcept {
  const std::uint32_t parent = engine::process(child).parent;
  if (parent == 0) return;
  ProcessData& data = process_data(parent);
  ++data.children_epoch;
  const int signal = process_data(child).exit_signal;
  if (signal == 0) return;
  const SignalAction& action = data.actions[static_cast<std::size_t>(signal)];
  const bool ended = engine::process(child).state == ProcessState::zombie;
  if (ended && signal == SIGCHLD && (action.handler == 1 || (action.flags & no_child_wait) != 0)) {
    engine::process(child).state = ProcessState::reaped;
  }
  if (!ended && (action.flags & SA_NOCLDSTOP) != 0) return;
  send_to_process(parent, signal, SignalNews{code, engine::process(child).pid(), status});
}

void end_process(std::uint32_t index, int wait_status) noexcept {
  if (index == engine::self()->process) end_own_process(wait_status);
  if (index == main_process) {
    // A child kills main: the run is over.
    engine::end_run(engine::EndReason::crash, wait_status);
  }
  kill_other_process(index, wait_status);
}

void settle_deaths() noexcept {
  const int dying = system().dying;
  system().dying = 0;
  engine::state().system_call_data[0] = 0;
  if (dying != 0) wait_until_gone(dying);
}

void report_crash(int signal, std::uint64_t pc, std::uint64_t address) noexcept {
  engine::Finding finding;
  finding.kind = engine::FindingKind::crash;
  finding.message = "crash.signal";
  engine::FindingPlace& place = finding.add("access");
  place.task = engine::self()->index;
  place.stack = engine::current_stack();
  place.pc = pc;
  place.step = engine::state().step;
  // Where the kernel puts stacks and libraries differs from run to run.
  place.address = address < engine::kernel_placed_base ? address : 0;
  finding.values[0] = signal;
  engine::report(finding);
}

void crash(int signal, std::uint64_t pc, std::uint64_t address) noexcept {
  report_crash(signal, pc, address);
  constexpr int dumped = 0x80;
  end_process(engine::self()->process, signal == SIGPIPE ? signal : signal | dumped);
  __builtin_trap();
}

extern "C" void threadmark_settle() {
  settle_deaths();
}

}  // namespace threadmark::hooks
