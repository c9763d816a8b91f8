// When the timers of all processes are due, and what they send.
#include "harness/hooks/syscall/process_timers.hpp"

#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/signals.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

namespace {

template <class Visit>
void for_each_timer(Visit visit) noexcept {
  for (std::uint32_t i = 1; i < engine::state().process_count; ++i) {
    if (engine::process(i).state != engine::ProcessState::alive) continue;
    for (Timer& timer : process_data(i).timers) {
      if (timer.deadline != 0) visit(i, timer);
    }
  }
}

void fire(std::uint32_t process, Timer& timer) noexcept {
  const engine::Time now = engine::state().now;
  std::uint64_t times = 1;
  if (timer.interval > 0) {
    times += (now - timer.deadline) / timer.interval;
    timer.deadline += times * timer.interval;
  } else {
    timer.deadline = 0;
  }
  if (timer.signal == 0) return;
  ProcessData& data = process_data(process);
  const auto signal = static_cast<std::size_t>(timer.signal);
  if (data.actions[signal].handler == 1) return;
  timer.overrun = static_cast<std::int32_t>(times - 1);
  data.pending |= bit_of(timer.signal);
  constexpr int by_timer = -2;  // SI_TIMER
  data.news[signal] = SignalNews{by_timer, 0, timer.value};
  refresh_pending(process);
  ++system().io.epoch;
}

}  // namespace

void announce_timers() noexcept {
  engine::Time earliest = engine::no_deadline;
  for_each_timer([&](std::uint32_t, const Timer& timer) {
    if (timer.deadline < earliest) earliest = timer.deadline;
  });
  engine::state().next_timer = earliest;
}

void fire_due_timers() noexcept {
  for_each_timer([](std::uint32_t process, Timer& timer) {
    if (timer.deadline <= engine::state().now) fire(process, timer);
  });
  announce_timers();
}

}  // namespace threadmark::hooks
