// The baton: who goes on is decided here, by the task that stops, and handed over by a futex.
#include "harness/engine/point.hpp"

#include <new>

#include <linux/futex.h>
#include <signal.h>
#include <sys/syscall.h>

#include "harness/engine/call_stack.hpp"
#include "harness/engine/observers.hpp"
#include "harness/engine/raw_syscall.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/engine/spinning.hpp"

extern "C" {
// Of the system-call hooks, where they are linked in. Runs the handlers that are due for the calling task.
bool threadmark_deliver_signals() __attribute__((weak));
// Waits in the kernel for a process that was left; called by the next holder of the baton.
void threadmark_settle() __attribute__((weak));
}

namespace threadmark::engine {

namespace {

void futex_wait(std::atomic<std::uint32_t>& word) {
  raw_syscall(SYS_futex, reinterpret_cast<long>(&word), FUTEX_WAIT, 0);
}

void futex_wake(std::atomic<std::uint32_t>& word) {
  raw_syscall(SYS_futex, reinterpret_cast<long>(&word), FUTEX_WAKE, 1);
}

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

/// Timers whose time has come make their signals pending.
void ring_timers() {
  SharedState& s = state();
  if (s.now < s.next_timer) return;
  const Time rung = s.next_timer;
  if (observers().timers_due != nullptr) observers().timers_due();
  if (s.next_timer == rung) s.next_timer = no_deadline;
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

/// Nobody can run: the detector tries a waiter out, or the run ends.
Candidate decide_stuck() {
  std::uint32_t tried = 0;
  if (observers().stuck != nullptr && observers().stuck(tried)) return Candidate{tried, Wake::spurious};
  end_run(EndReason::deadlock, 0);
}

/// Chooses who goes on after `current` came to its point; ends the run when nobody can.
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

/// Books that `t` goes on in this way.
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

void hand_over(Task& next) {
  next.baton.store(1, std::memory_order_release);
  futex_wake(next.baton);
}

/// Notes where the task's stack lies while it waits. Before anybody else can run: who runs next may look for leaks.
[[gnu::always_inline]] inline void note_stack(Task& me) {
  __builtin_unwind_init();  // registers that the caller keeps go to the stack, where the leak check finds pointers
  me.stack_pointer = reinterpret_cast<std::uint64_t>(__builtin_frame_address(0)) - 256;
}

void wait_for_baton(Task& me) {
  while (me.baton.load(std::memory_order_acquire) == 0)
    futex_wait(me.baton);
  me.baton.store(0, std::memory_order_relaxed);
  if (state().turn_work != 0 && observers().turn != nullptr) observers().turn();
  if (state().system_call_data[0] != 0 && threadmark_settle != nullptr) threadmark_settle();
}

/// Both in one frame: the registers that it keeps lie in it until the baton is back.
[[gnu::noinline]] void hand_over_and_wait(Task& me, Task& next) {
  note_stack(me);
  hand_over(next);
  wait_for_baton(me);
}

/// A task that has gone on for so many steps without another one rests for so many, if others can run.
void take_turns(Task& me) {
  constexpr std::uint64_t longest_turn = 1500;
  constexpr std::uint64_t rest = 1000;
  SharedState& s = state();
  if (s.turn_task != me.index) {
    s.turn_task = me.index;
    s.turn_began = s.step;
  } else if (s.step - s.turn_began >= longest_turn) {
    s.turn_began = s.step;
    me.rests_until = s.step + rest;
  }
}

/// The task has the baton: it counts the step and tells who listens.
void begin_step(Task& me) {
  SharedState& s = state();
  ++s.step;
  ++me.steps;
  take_turns(me);
  s.now += step_cost;
  ring_timers();
  local.stop_tick = ~0ull;
  if (s.probed != 0) {
    local.stop_tick = 0;
    return;
  }
  if (s.scheduler != nullptr) {
    s.scheduler->performed(me.index, me.pending);
    local.stop_tick = s.scheduler->forced_tick(me.index);
  }
  note_step(me);
  if (s.parameters.full_detail) sink().step(me, me.pending, me.wake);
  if (s.step >= s.parameters.step_limit) {
    if (observers().out_of_steps != nullptr) observers().out_of_steps();
    end_run(EndReason::steps, 0);
  }
}

/// While a task is tried out nobody else runs: it goes on if it can, else the next one is tried.
Candidate probe(Task& me, const Operation& operation) {
  if (observers().probe != nullptr) observers().probe(me, operation);
  if (operation.enabled == nullptr || operation.enabled(me)) return Candidate{me.index, Wake::ready};
  return decide_stuck();
}

Wake announce(Task& me, const Operation& operation) {
  me.pending = operation;
  if (operation.enabled != nullptr || state().parameters.full_detail) me.pending_stack = current_stack();
  me.ticks = ++local.ticks;
  const Candidate next = state().probed == 0 ? decide(me.index) : probe(me, operation);
  dispatch(task(next.task), next.how);
  if (next.task != me.index) {
    hand_over_and_wait(me, task(next.task));
  }
  begin_step(me);
  return me.wake;
}

}  // namespace

Wake point(const Operation& operation) {
  Task* me = self();
  if (me == nullptr || state().run_ending) return Wake::ready;
  while (true) {
    if (me->pending_signal && threadmark_deliver_signals != nullptr) threadmark_deliver_signals();
    const Wake wake = announce(*me, operation);
    // A signal that may not break the operation off: its handlers run, then the operation is announced again.
    if (wake == Wake::interrupted && !operation.interruptible && me->pending_signal &&
        threadmark_deliver_signals != nullptr) {
      threadmark_deliver_signals();
      continue;
    }
    return wake;
  }
}

std::uint32_t choose_value(ValueKind kind, std::uint32_t count) {
  Task* me = self();
  SharedState& s = state();
  if (me == nullptr || count < 2 || s.scheduler == nullptr) return 0;
  me->ticks = ++local.ticks;
  std::uint32_t value = s.scheduler->pick_value(me->index, kind, count);
  if (value >= count) value = 0;
  if (value != 0) {
    record_choice(Choice{.tick = me->ticks,
                         .from = static_cast<std::uint16_t>(me->index),
                         .to = static_cast<std::uint16_t>(me->index),
                         .is_value = true,
                         .value = static_cast<std::uint16_t>(value)});
  }
  return value;
}

void record_choice(const Choice& choice) {
  SharedState& s = state();
  if (s.choice_count >= max_choices) {
    s.choices_lost = true;
    return;
  }
  s.choices[s.choice_count++] = choice;
}

Task* create_task(std::uint32_t process_index, std::uint32_t creator, std::uint64_t pc) {
  SharedState& s = state();
  if (s.task_count >= max_tasks) return nullptr;
  const std::uint32_t index = s.task_count++;
  Task& t = s.tasks[index];
  new (&t) Task{};
  t.index = index;
  t.process = process_index;
  t.creator = creator;
  t.state = TaskState::alive;
  t.start_pc = pc;
  t.start_stack = current_stack();
  t.start_step = s.step;
  t.pending.kind = OperationKind::start;
  t.pending.pc = pc;
  t.pending.writes = false;
  if (self() != nullptr && creator == self()->index) {
    t.clock.assign(self()->clock);
    self()->epoch += 1;
    self()->clock.set(self()->index, self()->epoch);
    local.now = self()->epoch | (std::uint64_t{self()->index} << 32);
  }
  t.clock.set(index, t.epoch);
  ++s.live_tasks;
  ++process(process_index).live_tasks;
  s.last_progress = s.step;
  if (s.scheduler != nullptr) s.scheduler->task_created(index);
  sink().task_started(t);
  return &t;
}

void enter_task(Task& t) {
  set_self(&t);
  t.kernel_tid = static_cast<std::int32_t>(raw_syscall(SYS_gettid));
  note_stack(t);
  wait_for_baton(t);
  begin_step(t);
}

void adopt_task(Task& child) {
  set_self(&child);
  child.kernel_tid = static_cast<std::int32_t>(raw_syscall(SYS_gettid));
  note_stack(child);
  wait_for_baton(child);
  begin_step(child);
}

namespace {

void mark_ended(Task& t) {
  SharedState& s = state();
  if (t.state != TaskState::alive) return;
  t.state = TaskState::ended;
  t.end_step = s.step;
  t.pending = Operation{};
  t.pending.kind = OperationKind::end;
  --s.live_tasks;
  --process(t.process).live_tasks;
  s.last_progress = s.step + 1;
}

void pass_on(Task& me) {
  me.ticks = ++local.ticks;
  const Candidate next = decide(me.index);
  dispatch(task(next.task), next.how);
  hand_over(task(next.task));
}

}  // namespace

void leave_task() {
  Task& me = *self();
  sink().task_ended(me);
  mark_ended(me);
  pass_on(me);
}

void leave_process(std::uint32_t process_index) {
  SharedState& s = state();
  for (std::uint32_t i = 0; i < s.task_count; ++i) {
    if (s.tasks[i].process == process_index) mark_ended(s.tasks[i]);
  }
  pass_on(*self());
}

void end_run(EndReason reason, int wait_status) {
  SharedState& s = state();
  if (!s.run_ending) {
    s.run_ending = true;
    sink().run_ended(reason, wait_status);
    // The explorer waits for main's process; another one that ends the run takes it along.
    if (self() != nullptr && self()->process != 1 && process(1).kernel_pid > 0) {
      raw_syscall(SYS_kill, process(1).kernel_pid, SIGKILL);
    }
  }
  raw_syscall(SYS_exit_group, 0);
  __builtin_trap();
}

void set_self(Task* t) {
  local.task = t;
  if (t == nullptr) return;
  local.ticks = t->ticks;
  local.now = t->epoch | (std::uint64_t{t->index} << 32);
  const std::uintptr_t calls = call_stack_base + t->index * call_stack_size_per_task;
  if (local.calls == nullptr && call_stacks_mapped()) {
    local.calls = reinterpret_cast<Call*>(calls);
    local.top = local.calls;
    local.limit = local.calls + call_stack_size_per_task / sizeof(Call);
  }
}

void release_into(VectorClock& clock) {
  Task& me = *self();
  clock.join(me.clock);
  me.epoch += 1;
  me.clock.set(me.index, me.epoch);
  local.now = me.epoch | (std::uint64_t{me.index} << 32);
}

void release_as(VectorClock& clock) {
  clock.clear();
  release_into(clock);
}

void advance_epoch() {
  Task& me = *self();
  me.epoch += 1;
  me.clock.set(me.index, me.epoch);
  local.now = me.epoch | (std::uint64_t{me.index} << 32);
}

void acquire_from(const VectorClock& clock) {
  self()->clock.join(clock);
}

void note_lock(std::uint32_t index, std::uint64_t pc, bool shared) {
  Task& me = *self();
  if (me.held_count < max_held_locks) me.held[me.held_count++] = HeldLock{index, current_stack(), pc, shared};
  if (observers().lock_taken != nullptr) observers().lock_taken(me, index);
}

void note_unlock(std::uint32_t index) {
  Task& me = *self();
  for (std::uint32_t i = me.held_count; i-- > 0;) {
    if (me.held[i].object != index) continue;
    for (std::uint32_t j = i + 1; j < me.held_count; ++j)
      me.held[j - 1] = me.held[j];
    --me.held_count;
    return;
  }
}

}  // namespace threadmark::engine
