// Sending, blocking and delivering signals on the engine.
#include "harness/hooks/syscall/signals.hpp"

#include <bit>
#include <csignal>
#include <cstring>

#include <ucontext.h>

#include "harness/engine/object.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/process_end.hpp"

namespace threadmark::hooks {

namespace {

using engine::task;

constexpr std::uint64_t never_blocked = bit_of(SIGKILL) | bit_of(SIGSTOP);
constexpr std::uint64_t ignored_by_default = bit_of(SIGCHLD) | bit_of(SIGCONT) | bit_of(SIGURG) | bit_of(SIGWINCH);
constexpr std::uint64_t stopping = bit_of(SIGSTOP) | bit_of(SIGTSTP) | bit_of(SIGTTIN) | bit_of(SIGTTOU);
constexpr std::uint64_t dumping = bit_of(SIGQUIT) | bit_of(SIGILL) | bit_of(SIGTRAP) | bit_of(SIGABRT) |
                                  bit_of(SIGBUS) | bit_of(SIGFPE) | bit_of(SIGSEGV) | bit_of(SIGXCPU) |
                                  bit_of(SIGXFSZ) | bit_of(SIGSYS);

bool is_in(std::uint64_t set, int signal) noexcept {
  return (set & bit_of(signal)) != 0;
}

enum class Effect { ignore, kill, stop, handle };

Effect effect_of(std::uint32_t process, int signal) noexcept {
  const SignalAction& action = process_data(process).actions[static_cast<std::size_t>(signal)];
  if (is_in(never_blocked, signal)) return signal == SIGKILL ? Effect::kill : Effect::stop;
  if (action.handler == 1) return Effect::ignore;
  if (action.handler > 1) return Effect::handle;
  if (is_in(ignored_by_default, signal)) return Effect::ignore;
  return is_in(stopping, signal) ? Effect::stop : Effect::kill;
}

int status_of(int signal) noexcept {
  return is_in(dumping, signal) ? signal | 0x80 : signal;
}

bool belongs(std::uint32_t index, std::uint32_t process) noexcept {
  return task(index).state == engine::TaskState::alive && task(index).process == process;
}

bool blocked_everywhere(std::uint32_t process, int signal) noexcept {
  for (std::uint32_t i = 0; i < engine::state().task_count; ++i) {
    if (belongs(i, process) && !is_in(task_data(i).mask, signal)) return false;
  }
  return true;
}

bool awaited_by_somebody(std::uint32_t process, int signal) noexcept {
  for (std::uint32_t i = 0; i < engine::state().task_count; ++i) {
    if (belongs(i, process) && is_in(task_data(i).awaited, signal)) return true;
  }
  return false;
}

void stop_process(std::uint32_t process, int signal) noexcept {
  ProcessData& data = process_data(process);
  if (data.stopped) return;
  data.stopped = true;
  data.stop_unreported = true;
  engine::process(process).stopped_by = signal;
  tell_parent_of_child(process, CLD_STOPPED, signal);
}

void continue_process(std::uint32_t process) noexcept {
  ProcessData& data = process_data(process);
  data.pending &= ~stopping;
  if (!data.stopped) return;
  data.stopped = false;
  data.continue_unreported = true;
  data.stop_unreported = false;
  tell_parent_of_child(process, CLD_CONTINUED, SIGCONT);
}

// The clock that carries "sent before handled".
std::uint32_t signal_object(std::uint32_t process) noexcept {
  ProcessData& data = process_data(process);
  if (data.engine_object == 0) {
    data.engine_object = engine::make_object(engine::ObjectKind::process, engine::shared_space,
                                             reinterpret_cast<std::uint64_t>(&data), 0);
  }
  return data.engine_object;
}

// What both kinds of sending have in common; true: it is to be made pending.
bool accept_signal(std::uint32_t process, int signal, bool blocked) noexcept {
  if (signal == SIGCONT) continue_process(process);
  engine::release_into(engine::object(signal_object(process)).clock);
  const Effect effect = effect_of(process, signal);
  if (signal == SIGKILL || (effect == Effect::kill && !blocked)) {
    end_process(process, status_of(signal));
    return false;
  }
  if (signal == SIGSTOP || (effect == Effect::stop && !blocked)) {
    stop_process(process, signal);
    return false;
  }
  return effect != Effect::ignore || blocked;
}

using PlainHandler = void (*)(int);
using InfoHandler = void (*)(int, siginfo_t*, void*);

// True when an interrupted call may be restarted after it.
bool run_handler(int signal, const SignalNews& news) noexcept {
  const std::uint32_t me = engine::self()->index;
  const std::uint32_t process = engine::self()->process;
  SignalAction& slot = process_data(process).actions[static_cast<std::size_t>(signal)];
  const SignalAction action = slot;
  if ((action.flags & SA_RESETHAND) != 0) slot = SignalAction{};
  const std::uint64_t before = task_data(me).mask;
  std::uint64_t during = before | action.mask;
  if ((action.flags & SA_NODEFER) == 0) during |= bit_of(signal);
  task_data(me).mask = during & ~never_blocked;
  refresh_pending(process);
  engine::acquire_from(engine::object(signal_object(process)).clock);
  siginfo_t info;
  fill_siginfo(&info, signal, news);
  if ((action.flags & SA_SIGINFO) != 0) {
    ucontext_t context;
    std::memset(&context, 0, sizeof context);
    reinterpret_cast<InfoHandler>(action.handler)(signal, &info, &context);
  } else {
    reinterpret_cast<PlainHandler>(action.handler)(signal);
  }
  task_data(me).mask = before;
  refresh_pending(process);
  return (action.flags & SA_RESTART) != 0;
}

bool is_not_stopped(const engine::Task& waiter) {
  return !process_data(waiter.process).stopped;
}

void wait_while_stopped() noexcept {
  while (process_data(engine::self()->process).stopped) {
    engine::Operation operation;
    operation.kind = engine::OperationKind::signal;
    operation.enabled = is_not_stopped;
    engine::point(operation);
  }
}

}  // namespace

void send_to_process(std::uint32_t process, int signal, SignalNews news) noexcept {
  if (!accept_signal(process, signal, blocked_everywhere(process, signal) || awaited_by_somebody(process, signal)))
    return;
  ProcessData& data = process_data(process);
  data.pending |= bit_of(signal);
  data.news[static_cast<std::size_t>(signal)] = news;
  refresh_pending(process);
  ++system().io.epoch;  // signalfd
}

void send_to_task(std::uint32_t target, int signal, SignalNews news) noexcept {
  const std::uint32_t process = task(target).process;
  TaskData& data = task_data(target);
  if (!accept_signal(process, signal, is_in(data.mask | data.awaited, signal))) return;
  data.pending |= bit_of(signal);
  data.news[static_cast<std::size_t>(signal)] = news;
  refresh_pending(process);
  ++system().io.epoch;
}

void break_pipe(std::uint64_t pc) noexcept {
  const engine::Task& me = *engine::self();
  if (effect_of(me.process, SIGPIPE) == Effect::kill && !is_in(task_data(me.index).mask, SIGPIPE))
    crash(SIGPIPE, pc, 0);
  send_to_task(me.index, SIGPIPE, SignalNews{0, engine::process(me.process).pid(), 0});
  deliver_due_signals();
}

void refresh_pending(std::uint32_t process) noexcept {
  // A signal for the process goes to the first task that lets it through, as the kernel prefers the main thread.
  std::uint64_t left = process_data(process).pending;
  for (std::uint32_t i = 0; i < engine::state().task_count; ++i) {
    if (!belongs(i, process)) continue;
    const TaskData& data = task_data(i);
    const std::uint64_t open = ~data.mask | data.awaited;
    task(i).pending_signal = ((data.pending | left) & open) != 0;
    left &= ~open;
  }
}

std::uint64_t pending_for(std::uint32_t index) noexcept {
  return task_data(index).pending | process_data(task(index).process).pending;
}

int take_pending(std::uint64_t set, SignalNews* news) noexcept {
  const std::uint32_t me = engine::self()->index;
  TaskData& own = task_data(me);
  ProcessData& common = process_data(engine::self()->process);
  std::uint64_t due = own.pending & set;
  const bool is_own = due != 0;
  if (!is_own) due = common.pending & set;
  if (due == 0) return 0;
  const int signal = std::countr_zero(due) + 1;
  (is_own ? own.pending : common.pending) &= ~bit_of(signal);
  *news = (is_own ? own.news : common.news)[static_cast<std::size_t>(signal)];
  refresh_pending(engine::self()->process);
  return signal;
}

bool deliver_due_signals() noexcept {
  bool may_restart = true;
  for (;;) {
    wait_while_stopped();
    const std::uint32_t me = engine::self()->index;
    SignalNews news;
    const int signal = take_pending(~task_data(me).mask, &news);
    if (signal == 0) break;
    switch (effect_of(engine::self()->process, signal)) {
      case Effect::ignore:
        break;
      case Effect::kill:
        end_process(engine::self()->process, status_of(signal));
        break;
      case Effect::stop:
        stop_process(engine::self()->process, signal);
        break;
      case Effect::handle:
        may_restart = run_handler(signal, news) && may_restart;
        break;
    }
  }
  return may_restart;
}

void fill_siginfo(void* raw, int signal, const SignalNews& news) noexcept {
  auto* info = static_cast<siginfo_t*>(raw);
  std::memset(info, 0, sizeof *info);
  info->si_signo = signal;
  info->si_code = news.code;
  info->si_pid = news.sender;
  if (signal == SIGCHLD) {
    info->si_status = static_cast<int>(news.value);
  } else {
    info->si_value.sival_ptr = reinterpret_cast<void*>(news.value);
  }
}

extern "C" bool threadmark_deliver_signals() {
  return deliver_due_signals();
}

}  // namespace threadmark::hooks
