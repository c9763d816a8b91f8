// The baton: handed over by a futex to whom the task that stops has decided for.
#include "harness/engine/point.hpp"

#include <new>

#include <linux/futex.h>
#include <signal.h>
#include <sys/syscall.h>

#include "harness/engine/call_stack.hpp"
#include "harness/engine/decision.hpp"
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

}  // namespace threadmark::engine
