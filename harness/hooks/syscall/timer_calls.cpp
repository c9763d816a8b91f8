// Sleeping, clocks, alarms and timers on virtual time.
#include <cerrno>
#include <csignal>
#include <cstring>

#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>

#include "harness/engine/clock.hpp"
#include "harness/engine/event_sink.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/dispatch.hpp"
#include "harness/hooks/syscall/io_wait.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/process_timers.hpp"
#include "harness/hooks/syscall/signals.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

namespace {

using engine::Time;

constexpr Time second = 1'000'000'000u;

Time length_of(const timespec& value) noexcept {
  return static_cast<Time>(value.tv_sec) * second + static_cast<Time>(value.tv_nsec);
}
Time length_of(const timeval& value) noexcept {
  return static_cast<Time>(value.tv_sec) * second + static_cast<Time>(value.tv_usec) * 1000u;
}
timespec timespec_of(Time length) noexcept {
  return {static_cast<time_t>(length / second), static_cast<long>(length % second)};
}
timeval timeval_of(Time length) noexcept {
  return {static_cast<time_t>(length / second), static_cast<suseconds_t>(length % second / 1000u)};
}

bool is_valid(const timespec& value) noexcept {
  return value.tv_sec >= 0 && value.tv_nsec >= 0 && value.tv_nsec < static_cast<long>(second);
}

long sleep_until(const Call& call, Time deadline, timespec* rest) noexcept {
  for (;;) {
    const engine::Wake wake = wait_for_time(engine::OperationKind::sleep, deadline, call.pc, true);
    if (wake != engine::Wake::interrupted) {
      if (engine::state().now >= deadline) return 0;
      continue;
    }
    // nanosleep is never restarted after a handler (signal(7)).
    handle_interruption();
    const Time now = engine::state().now;
    if (rest != nullptr) *rest = timespec_of(now < deadline ? deadline - now : 0);
    return -EINTR;
  }
}

long nanosleep_call(Call& call) noexcept {
  const auto* wanted = call.pointer<const timespec>(0);
  if (!is_valid(*wanted)) return -EINVAL;
  return sleep_until(call, engine::deadline_after(length_of(*wanted)), call.pointer<timespec>(1));
}

long clock_nanosleep_call(Call& call) noexcept {
  const auto* wanted = call.pointer<const timespec>(2);
  if (!is_valid(*wanted)) return -EINVAL;
  const bool is_absolute = (call.descriptor(1) & TIMER_ABSTIME) != 0;
  const Time deadline = is_absolute ? engine::run_time_of(call.descriptor(0), length_of(*wanted))
                                    : engine::deadline_after(length_of(*wanted));
  return sleep_until(call, deadline, is_absolute ? nullptr : call.pointer<timespec>(3));
}

long clock_gettime_call(Call& call) noexcept {
  *call.pointer<timespec>(1) = timespec_of(engine::absolute_time_of(call.descriptor(0), engine::look_at_clock()));
  return 0;
}

long clock_getres_call(Call& call) noexcept {
  if (auto* out = call.pointer<timespec>(1); out != nullptr) *out = timespec{0, 1};
  return 0;
}

long gettimeofday_call(Call& call) noexcept {
  if (auto* out = call.pointer<timeval>(0); out != nullptr) {
    *out = timeval_of(engine::absolute_time_of(CLOCK_REALTIME, engine::look_at_clock()));
  }
  return 0;
}

long time_call(Call& call) noexcept {
  const long now = static_cast<long>(engine::absolute_time_of(CLOCK_REALTIME, engine::look_at_clock()) / second);
  if (auto* out = call.pointer<long>(0); out != nullptr) *out = now;
  return now;
}

long yield_call(Call& call) noexcept {
  engine::Operation operation;
  operation.kind = engine::OperationKind::yield;
  operation.writes = false;
  operation.pc = call.pc;
  engine::point(operation);
  return 0;
}

Timer& interval_timer() noexcept {
  return process_data(own_process()).timers[0];
}

Time time_left(const Timer& timer) noexcept {
  const Time now = engine::state().now;
  return timer.deadline > now ? timer.deadline - now : 0;
}

void set_timer(Timer& timer, Time first, Time interval) noexcept {
  timer.deadline = first == 0 ? 0 : engine::deadline_after(first);
  timer.interval = interval;
  announce_timers();
}

long alarm_call(Call& call) noexcept {
  Timer& timer = interval_timer();
  const Time left = time_left(timer);
  timer.signal = SIGALRM;
  set_timer(timer, static_cast<Time>(static_cast<unsigned>(call.arguments[0])) * second, 0);
  return static_cast<long>((left + second - 1) / second);
}

long setitimer_call(Call& call) noexcept {
  if (call.descriptor(0) != ITIMER_REAL) return 0;  // CPU time does not pass
  Timer& timer = interval_timer();
  if (auto* old = call.pointer<itimerval>(2); old != nullptr) {
    *old = itimerval{timeval_of(timer.interval), timeval_of(time_left(timer))};
  }
  if (const auto* wanted = call.pointer<const itimerval>(1); wanted != nullptr) {
    timer.signal = SIGALRM;
    set_timer(timer, length_of(wanted->it_value), length_of(wanted->it_interval));
  }
  return 0;
}

long getitimer_call(Call& call) noexcept {
  const Timer& timer = interval_timer();
  *call.pointer<itimerval>(1) = itimerval{timeval_of(timer.interval), timeval_of(time_left(timer))};
  return 0;
}

long timer_create_call(Call& call) noexcept {
  auto& timers = process_data(own_process()).timers;
  for (std::size_t i = 1; i < timers.size(); ++i) {
    if (timers[i].in_use) continue;
    timers[i] = Timer{};
    timers[i].in_use = true;
    timers[i].signal = SIGALRM;
    timers[i].value = static_cast<std::int64_t>(i);
    if (const auto* event = call.pointer<const sigevent>(1); event != nullptr) {
      timers[i].signal = event->sigev_notify == SIGEV_NONE ? 0 : event->sigev_signo;
      timers[i].value = static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(event->sigev_value.sival_ptr));
    }
    *call.pointer<int>(2) = static_cast<int>(i);
    return 0;
  }
  return -EAGAIN;
}

Timer* timer_of(const Call& call) noexcept {
  const auto index = static_cast<std::size_t>(call.descriptor(0));
  auto& timers = process_data(own_process()).timers;
  return index >= 1 && index < timers.size() && timers[index].in_use ? &timers[index] : nullptr;
}

itimerspec state_of(const Timer& timer) noexcept {
  return {timespec_of(timer.interval), timespec_of(time_left(timer))};
}

long timer_settime_call(Call& call) noexcept {
  Timer* timer = timer_of(call);
  if (timer == nullptr) return -EINVAL;
  if (auto* old = call.pointer<itimerspec>(3); old != nullptr) *old = state_of(*timer);
  const auto* wanted = call.pointer<const itimerspec>(2);
  Time first = length_of(wanted->it_value);
  if ((call.descriptor(1) & TIMER_ABSTIME) != 0 && first != 0) {
    const Time at = engine::run_time_of(CLOCK_MONOTONIC, first);
    first = at > engine::state().now ? at - engine::state().now : 1;
  }
  set_timer(*timer, first, length_of(wanted->it_interval));
  return 0;
}

long timer_gettime_call(Call& call) noexcept {
  const Timer* timer = timer_of(call);
  if (timer == nullptr) return -EINVAL;
  *call.pointer<itimerspec>(1) = state_of(*timer);
  return 0;
}

long timer_delete_call(Call& call) noexcept {
  Timer* timer = timer_of(call);
  if (timer == nullptr) return -EINVAL;
  *timer = Timer{};
  announce_timers();
  return 0;
}

long timer_getoverrun_call(Call& call) noexcept {
  const Timer* timer = timer_of(call);
  return timer == nullptr ? -EINVAL : timer->overrun;
}

// A timerfd is an eventfd that virtual time writes to (special_files.cpp).
long timerfd_create_call(Call& call) noexcept {
  const int flags = call.descriptor(1);
  const long number = kernel(SYS_eventfd2, 0, flags);  // TFD_NONBLOCK, TFD_CLOEXEC are the O_ flags
  if (failed(number)) return number;
  const std::uint16_t object = make_object(IoKind::timer, call.pc);
  io_object(object).value = call.descriptor(0);
  set_descriptor(static_cast<int>(own_process()), static_cast<int>(number),
                 Descriptor{object, mode_read | mode_own, 0});
  engine::sink().file(engine::OperationKind::open, static_cast<int>(number), "timer");
  return number;
}

IoObject* timer_object(const Call& call) noexcept {
  const Descriptor entry = own_descriptor(call.descriptor(0));
  if (entry.object == no_object || io_object(entry.object).kind != IoKind::timer) return nullptr;
  return &io_object(entry.object);
}

itimerspec state_of(const IoObject& object) noexcept {
  const Time now = engine::state().now;
  const auto deadline = static_cast<Time>(object.deadline);
  return {timespec_of(static_cast<Time>(object.interval)), timespec_of(deadline > now ? deadline - now : 0)};
}

long timerfd_settime_call(Call& call) noexcept {
  IoObject* object = timer_object(call);
  if (object == nullptr) return -EBADF;
  if (auto* old = call.pointer<itimerspec>(3); old != nullptr) *old = state_of(*object);
  const auto* wanted = call.pointer<const itimerspec>(2);
  const Time first = length_of(wanted->it_value);
  const bool is_absolute = (call.descriptor(1) & TFD_TIMER_ABSTIME) != 0;
  Time deadline = is_absolute ? engine::run_time_of(object->value, first) : engine::deadline_after(first);
  if (first != 0 && deadline == 0) deadline = 1;
  object->deadline = first == 0 ? 0 : static_cast<std::int64_t>(deadline);
  object->interval = static_cast<std::int64_t>(length_of(wanted->it_interval));
  touch(own_descriptor(call.descriptor(0)).object);
  return 0;
}

long timerfd_gettime_call(Call& call) noexcept {
  const IoObject* object = timer_object(call);
  if (object == nullptr) return -EBADF;
  *call.pointer<itimerspec>(1) = state_of(*object);
  return 0;
}

constexpr Row rows[] = {
    {SYS_nanosleep, nanosleep_call},
    {SYS_clock_nanosleep, clock_nanosleep_call},
    {SYS_clock_gettime, clock_gettime_call},
    {SYS_clock_getres, clock_getres_call},
    {SYS_gettimeofday, gettimeofday_call},
    {SYS_time, time_call},
    {SYS_sched_yield, yield_call},
    {SYS_alarm, alarm_call},
    {SYS_setitimer, setitimer_call},
    {SYS_getitimer, getitimer_call},
    {SYS_timer_create, timer_create_call},
    {SYS_timer_settime, timer_settime_call},
    {SYS_timer_gettime, timer_gettime_call},
    {SYS_timer_delete, timer_delete_call},
    {SYS_timer_getoverrun, timer_getoverrun_call},
    {SYS_timerfd_create, timerfd_create_call},
    {SYS_timerfd_settime, timerfd_settime_call},
    {SYS_timerfd_gettime, timerfd_gettime_call},
};

}  // namespace

std::span<const Row> timer_rows() noexcept {
  return rows;
}

}  // namespace threadmark::hooks
