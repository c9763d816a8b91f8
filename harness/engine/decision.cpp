// Who can go on, and who does: spinning, time, probing, and what is recorded of it.
#include "harness/engine/decision.hpp"

#include "harness/engine/observers.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/engine/spinning.hpp"

namespace threadmark::engine {

namespace {

/// The ways to go on that there are now. Rebuilt at every decision; large enough for two ways of every task.
struct Ways {
  std::uint32_t count = 0;
  Candidate list[2 * max_tasks];
  void add(std::uint32_t task, Wake how) { list[count++] = Candidate{task, how}; }
};
// One holder of the baton at a time in each process: a plain object is enough.
Ways ways;

bool may_be_spurious(const Task& t) {
  return t.pending.may_be_spurious && t.spurious_wakes < state().parameters.spurious_bound;
}

/// How often a sleep may end before another's earlier deadline: a task that sleeps for ever in a loop starves nobody.
constexpr std::uint64_t most_overtakes = 50;

Time earliest_deadline() {
  const SharedState& s = state();
  Time earliest = no_deadline;
  for (std::uint32_t i = 0; i < s.task_count; ++i) {
    const Task& t = s.tasks[i];
    if (t.state == TaskState::alive && t.pending.deadline < earliest) earliest = t.pending.deadline;
  }
  return earliest;
}

/// TimeMode::any: whether the time-out may come now though its deadline has not.
bool may_time_out_early(const Task& t) {
  return !is_polling(t) && (t.overtakes < most_overtakes || t.pending.deadline <= earliest_deadline());
}

/// A cancellation request ends what POSIX calls a cancellation point, among what blocks in the engine.
bool is_being_cancelled(const Task& t) {
  if (!t.cancel_requested || t.cancel_disabled || t.cancelled) return false;
  switch (t.pending.kind) {
    case OperationKind::sleep:
    case OperationKind::join:
    case OperationKind::semaphore_wait:
      return true;
    case OperationKind::wake:
      return t.pending.object != 0 && object(t.pending.object).kind == ObjectKind::condition;
    default:
      return false;
  }
}

bool is_enabled(const Task& t) {
  return t.pending.enabled == nullptr || t.pending.enabled(t);
}

/// Whether others go first: it spins, or has had a long turn of its own (a spin lock of the student's making changes
/// memory each time round, so that it never looks idle).
bool is_left_out(const Task& t) {
  return is_spinning(t) || t.rests_until > state().step;
}

/// Collects who can go on; spinners only when `spinners` is set.
void collect(bool spinners) {
  const SharedState& s = state();
  const bool any_time = s.parameters.time_mode == TimeMode::any;
  ways.count = 0;
  bool somebody = false;
  for (std::uint32_t i = 0; i < s.task_count; ++i) {
    const Task& t = s.tasks[i];
    if (t.state != TaskState::alive) continue;
    if (t.pending.enabled != nullptr && (t.pending_signal || is_being_cancelled(t))) {
      ways.add(i, Wake::interrupted);
      somebody = true;
      continue;
    }
    if (t.pending.enabled == nullptr || t.pending.enabled(t)) {
      if (!spinners && is_left_out(t)) continue;
      ways.add(i, Wake::ready);
      somebody = true;
      continue;
    }
    if (may_be_spurious(t)) ways.add(i, Wake::spurious);
    if (t.pending.deadline != no_deadline && (t.pending.deadline <= s.now || (any_time && may_time_out_early(t)))) {
      ways.add(i, Wake::timed_out);
      somebody = true;
    }
  }
  // A wake-up without reason saves nobody: without other ways it is as if nobody could run.
  if (!somebody) ways.count = 0;
}

/// Time passes to the earliest deadline; false: there is none.
bool advance_time() {
  SharedState& s = state();
  Time earliest = earliest_deadline();
  if (s.next_timer < earliest) earliest = s.next_timer;
  if (earliest == no_deadline) return false;
  if (s.now < earliest) s.now = earliest;
  ring_timers();
  return true;
}

/// The tasks whose deadline or signal has come, at the moment when only time could go on.
void collect_expired() {
  const SharedState& s = state();
  ways.count = 0;
  for (std::uint32_t i = 0; i < s.task_count; ++i) {
    const Task& t = s.tasks[i];
    if (t.state != TaskState::alive) continue;
    if (t.pending_signal && t.pending.enabled != nullptr) {
      ways.add(i, Wake::interrupted);
    } else if (t.pending.deadline <= s.now && t.pending.deadline != no_deadline) {
      ways.add(i, Wake::timed_out);
    }
  }
}

/// Among spinners that wait for one another, one runs alone for a while, then one drawn anew. Turn by turn in lockstep
/// two tasks that try a lock and step back would get into each other's way for ever, which no real scheduler does to
/// them. The length of a turn is a prime, so that turns do not end at the same place of a loop each time.
void leave_one_spinner() {
  if (ways.count < 2) return;
  constexpr std::uint64_t turn = 37;
  std::uint64_t draw = state().step / turn * 0x9E3779B97F4A7C15ULL;
  draw ^= draw >> 32U;
  ways.list[0] = ways.list[draw % ways.count];
  ways.count = 1;
}

/// What the schedule goes on with where nothing is recorded; see choices.hpp.
Candidate ordinary(std::uint32_t current) {
  for (std::uint32_t i = 0; i < ways.count; ++i) {
    if (ways.list[i].task == current && ways.list[i].how == Wake::ready) return ways.list[i];
  }
  // That a spinner is made to wait depends on how many points are known: such a switch is part of the record.
  const Task& t = task(current);
  const bool left_out = t.state == TaskState::alive && is_enabled(t) && is_left_out(t);
  return left_out ? Candidate{current, Wake::ready} : ways.list[0];
}

/// For a replay: who spins is a candidate like any other, the record says when it waits.
void add_spinners() {
  const SharedState& s = state();
  const std::uint32_t others = ways.count;
  for (std::uint32_t i = 0; i < s.task_count; ++i) {
    const Task& t = s.tasks[i];
    if (t.state != TaskState::alive || !is_enabled(t) || !is_left_out(t)) continue;
    bool there = false;
    for (std::uint32_t j = 0; j < others; ++j)
      there = there || ways.list[j].task == i;
    if (!there) ways.add(i, Wake::ready);
  }
}

}  // namespace

void ring_timers() {
  SharedState& s = state();
  if (s.now < s.next_timer) return;
  const Time rung = s.next_timer;
  if (observers().timers_due != nullptr) observers().timers_due();
  if (s.next_timer == rung) s.next_timer = no_deadline;
}

Candidate decide_stuck() {
  std::uint32_t tried = 0;
  if (observers().stuck != nullptr && observers().stuck(tried)) return Candidate{tried, Wake::spurious};
  end_run(EndReason::deadlock, 0);
}

Candidate decide(std::uint32_t current) {
  SharedState& s = state();
  collect(false);
  if (ways.count == 0) note_time_passing();
  // A timer may ring without anybody being ready for its signal: then time passes on to the next one.
  while (ways.count == 0 && advance_time())
    collect_expired();
  if (ways.count == 0) {
    collect(true);
    leave_one_spinner();
  }
  if (ways.count == 0) return decide_stuck();
  if (s.scheduler != nullptr && s.scheduler->keeps_spinners()) add_spinners();
  std::size_t index = 0;
  if (s.scheduler != nullptr) index = s.scheduler->pick({ways.list, ways.count}, current);
  const Candidate chosen = ways.list[index < ways.count ? index : 0];
  const Candidate usual = ordinary(current);
  if (chosen.task != usual.task || chosen.how != usual.how) {
    record_choice(Choice{.tick = s.tasks[current].ticks,
                         .from = static_cast<std::uint16_t>(current),
                         .to = static_cast<std::uint16_t>(chosen.task),
                         .how = chosen.how});
  }
  return chosen;
}

void dispatch(Task& t, Wake how) {
  SharedState& s = state();
  t.wake = how;
  if (how == Wake::timed_out) {
    if (s.now < t.pending.deadline) s.now = t.pending.deadline;
    if (s.parameters.time_mode == TimeMode::any && earliest_deadline() < t.pending.deadline) ++t.overtakes;
  }
  if (how == Wake::spurious) ++t.spurious_wakes;
  s.current = t.index;
}

}  // namespace threadmark::engine
