// kill and its kin, dispositions, masks, waiting for signals.
#include <cerrno>
#include <csignal>
#include <cstring>

#include <sys/syscall.h>

#include "harness/engine/clock.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/dispatch.hpp"
#include "harness/hooks/syscall/io_wait.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/process_end.hpp"
#include "harness/hooks/syscall/signals.hpp"
#include "harness/hooks/syscall/system_state.hpp"
#include "harness/hooks/syscall/task_numbers.hpp"

namespace threadmark::hooks {

namespace {

using engine::OperationKind;
using engine::ProcessState;

constexpr int first_user_signal = 1;
constexpr int last_signal = 64;

void announce_signal(const Call& call) noexcept {
  engine::Operation operation;
  operation.kind = OperationKind::signal;
  operation.pc = call.pc;
  engine::point(operation);
}

bool is_there(std::uint32_t index) noexcept {
  const ProcessState state = engine::process(index).state;
  return state == ProcessState::alive || state == ProcessState::zombie;
}

SignalNews news_from_here(int code) noexcept {
  return SignalNews{code, engine::process(own_process()).pid(), 0};
}

// Sends to all processes that `is_target` names; the caller's own comes last, as it may not survive.
template <class IsTarget>
long send_to_all(int signal, const SignalNews& news, IsTarget is_target) noexcept {
  bool found = false;
  bool self_too = false;
  for (std::uint32_t i = 1; i < engine::state().process_count; ++i) {
    if (!is_there(i) || !is_target(i)) continue;
    found = true;
    if (signal == 0 || engine::process(i).state != ProcessState::alive) continue;
    if (i == own_process()) {
      self_too = true;
    } else {
      send_to_process(i, signal, news);
    }
  }
  if (self_too) send_to_process(own_process(), signal, news);
  engine::note_progress();
  return found ? 0 : -ESRCH;
}

long send_by_pid(int pid, int signal, const SignalNews& news) noexcept {
  if (signal < 0 || signal > last_signal) return -EINVAL;
  if (pid > 0) return send_to_all(signal, news, [&](std::uint32_t i) { return engine::process(i).pid() == pid; });
  if (pid == -1) return send_to_all(signal, news, [](std::uint32_t i) { return i != own_process(); });
  const int group = pid == 0 ? engine::process(own_process()).group : -pid;
  return send_to_all(signal, news, [&](std::uint32_t i) { return engine::process(i).group == group; });
}

long kill_call(Call& call) noexcept {
  announce_signal(call);
  return send_by_pid(call.descriptor(0), call.descriptor(1), news_from_here(SI_USER));
}

long send_to_thread(int process, int thread, int signal) noexcept {
  if (signal < 0 || signal > last_signal) return -EINVAL;
  const int target = task_with_number(process, thread);
  if (target < 0) return -ESRCH;
  if (signal != 0) send_to_task(static_cast<std::uint32_t>(target), signal, news_from_here(SI_TKILL));
  engine::note_progress();
  return 0;
}

long tgkill_call(Call& call) noexcept {
  announce_signal(call);
  // abort() and raise(): a fault of the program's own making.
  const int signal = call.descriptor(2);
  const bool is_default = process_data(own_process()).actions[static_cast<std::size_t>(signal & 63)].handler == 0;
  if (signal == SIGABRT && is_default &&
      task_with_number(call.descriptor(0), call.descriptor(1)) == static_cast<int>(engine::self()->index)) {
    crash(SIGABRT, call.pc, 0);
  }
  return send_to_thread(call.descriptor(0), call.descriptor(1), signal);
}

long tkill_call(Call& call) noexcept {
  announce_signal(call);
  return send_to_thread(0, call.descriptor(0), call.descriptor(1));
}

long queue_call(Call& call) noexcept {
  announce_signal(call);
  SignalNews news = news_from_here(SI_QUEUE);
  if (const auto* info = call.pointer<const siginfo_t>(2); info != nullptr) {
    news.value = static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(info->si_value.sival_ptr));
  }
  return send_by_pid(call.descriptor(0), call.descriptor(1), news);
}

long action_call(Call& call) noexcept {
  const int signal = call.descriptor(0);
  if (signal < first_user_signal || signal > last_signal) return -EINVAL;
  const auto* wanted = call.pointer<const SignalAction>(1);
  if (wanted != nullptr && (signal == SIGKILL || signal == SIGSTOP)) return -EINVAL;
  SignalAction& slot = process_data(own_process()).actions[static_cast<std::size_t>(signal)];
  // The kernel's struct and ours are the same: handler, flags, restorer, mask.
  const SignalAction before = slot;
  if (wanted != nullptr) {
    slot = *wanted;
    const bool is_ignored = slot.handler == 1;
    if (is_ignored) process_data(own_process()).pending &= ~bit_of(signal);
    refresh_pending(own_process());
  }
  if (auto* old = call.pointer<SignalAction>(2); old != nullptr) *old = before;
  return 0;
}

long mask_call(Call& call) noexcept {
  TaskData& data = task_data(engine::self()->index);
  const std::uint64_t before = data.mask;
  if (const auto* set = call.pointer<const std::uint64_t>(1); set != nullptr) {
    switch (call.descriptor(0)) {
      case SIG_BLOCK:
        data.mask |= *set;
        break;
      case SIG_UNBLOCK:
        data.mask &= ~*set;
        break;
      case SIG_SETMASK:
        data.mask = *set;
        break;
      default:
        return -EINVAL;
    }
    data.mask &= ~(bit_of(SIGKILL) | bit_of(SIGSTOP));
    refresh_pending(own_process());
  }
  if (auto* old = call.pointer<std::uint64_t>(2); old != nullptr) *old = before;
  return 0;
}

long pending_call(Call& call) noexcept {
  const std::uint32_t me = engine::self()->index;
  *call.pointer<std::uint64_t>(0) = pending_for(me) & task_data(me).mask;
  return 0;
}

bool never(const engine::Task&) {
  return false;
}

engine::Wake wait_for_signal(const Call& call, engine::Time deadline) noexcept {
  engine::Operation operation;
  operation.kind = OperationKind::signal;
  operation.pc = call.pc;
  operation.enabled = never;
  operation.interruptible = true;
  operation.deadline = deadline;
  return engine::point(operation);
}

long pause_call(Call& call) noexcept {
  while (wait_for_signal(call, engine::no_deadline) != engine::Wake::interrupted) {
  }
  handle_interruption();
  return -EINTR;
}

long suspend_call(Call& call) noexcept {
  TaskData& data = task_data(engine::self()->index);
  const std::uint64_t before = data.mask;
  data.mask = *call.pointer<const std::uint64_t>(0);
  refresh_pending(own_process());
  // What the old mask held back ends the wait before it begins: opening the mask and waiting are one step.
  if (!engine::self()->pending_signal) {
    while (wait_for_signal(call, engine::no_deadline) != engine::Wake::interrupted) {
    }
  }
  handle_interruption();
  data.mask = before;
  refresh_pending(own_process());
  return -EINTR;
}

long timed_wait_call(Call& call) noexcept {
  const std::uint64_t set = *call.pointer<const std::uint64_t>(0);
  const auto* limit = call.pointer<const timespec>(2);
  const engine::Time deadline = limit == nullptr
                                    ? engine::no_deadline
                                    : engine::deadline_after(static_cast<engine::Time>(limit->tv_sec) * 1'000'000'000u +
                                                             static_cast<engine::Time>(limit->tv_nsec));
  announce_signal(call);
  TaskData& data = task_data(engine::self()->index);
  for (;;) {
    SignalNews news;
    const int signal = take_pending(set, &news);
    if (signal != 0) {
      if (auto* info = call.pointer<void>(1); info != nullptr) fill_siginfo(info, signal, news);
      return signal;
    }
    if (deadline <= engine::state().now) return -EAGAIN;
    data.awaited = set;
    refresh_pending(own_process());
    const engine::Wake wake = wait_for_signal(call, deadline);
    data.awaited = 0;
    refresh_pending(own_process());
    if (wake == engine::Wake::interrupted && (pending_for(engine::self()->index) & set) == 0) {
      handle_interruption();
      return -EINTR;
    }
  }
}

// Remembered for the program; handlers run on the stack that they interrupt.
long alternate_stack_call(Call& call) noexcept {
  TaskData& data = task_data(engine::self()->index);
  if (auto* old = call.pointer<stack_t>(1); old != nullptr) {
    old->ss_sp = reinterpret_cast<void*>(data.alternate_stack);
    old->ss_size = data.alternate_size;
    old->ss_flags = data.alternate_flags;
  }
  if (const auto* wanted = call.pointer<const stack_t>(0); wanted != nullptr) {
    data.alternate_stack = reinterpret_cast<std::uintptr_t>(wanted->ss_sp);
    data.alternate_size = wanted->ss_size;
    data.alternate_flags = wanted->ss_flags;
  }
  return 0;
}

long pidfd_signal_call(Call& call) noexcept {
  const Descriptor entry = own_descriptor(call.descriptor());
  if (entry.object == no_object || io_object(entry.object).kind != IoKind::process) return -EBADF;
  announce_signal(call);
  const auto index = static_cast<std::uint32_t>(io_object(entry.object).value);
  return send_by_pid(engine::process(index).pid(), call.descriptor(1), news_from_here(SI_USER));
}

constexpr Row rows[] = {
    {SYS_kill, kill_call},
    {SYS_tgkill, tgkill_call},
    {SYS_tkill, tkill_call},
    {SYS_rt_sigqueueinfo, queue_call},
    {SYS_rt_sigaction, action_call},
    {SYS_rt_sigprocmask, mask_call},
    {SYS_rt_sigpending, pending_call},
    {SYS_rt_sigsuspend, suspend_call},
    {SYS_rt_sigtimedwait, timed_wait_call},
    {SYS_pause, pause_call},
    {SYS_sigaltstack, alternate_stack_call},
    {SYS_pidfd_send_signal, pidfd_signal_call},
};

}  // namespace

std::span<const Row> signal_rows() noexcept {
  return rows;
}

}  // namespace threadmark::hooks
