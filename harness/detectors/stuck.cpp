// Nobody can go on: a lost wake-up if a waiter would go on were it woken now (it is tried out) or was notified in vain,
// else a deadlock.
#include "harness/detectors/stuck.hpp"

#include "harness/engine/finding.hpp"
#include "harness/engine/layout.hpp"
#include "harness/engine/observers.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::detectors {

using engine::Finding;
using engine::FindingKind;
using engine::FindingPlace;
using engine::Object;
using engine::ObjectKind;
using engine::Operation;
using engine::OperationKind;
using engine::SharedState;
using engine::Task;
using engine::TaskState;

namespace {

constexpr std::uint32_t probe_limit = 2000;

bool waits_for_wakeup(const Task& t) {
  return t.state == TaskState::alive && t.waiting_on != 0 && !t.notified;
}

const char* message_of(FindingKind kind, const Operation& first) {
  if (kind == FindingKind::lost_wakeup) return "lost-wakeup.waits";
  switch (first.kind) {
    case OperationKind::join:
      return "deadlock.join";
    case OperationKind::lock:
    case OperationKind::lock_shared:
      return "deadlock.locks";
    case OperationKind::signal:
      return "deadlock.signal";
    default:
      return "deadlock.waits";
  }
}

void add_waiter(Finding& finding, const Task& t) {
  FindingPlace& place = finding.add("waits");
  place.task = t.index;
  place.object = t.pending.object;
  place.operation = t.pending.kind;
  place.pc = t.pending.pc;
  place.stack = t.pending_stack;
  place.address = t.pending.address;
  if (t.probe_pc != 0) {  // it was tried out and is somewhere else now
    place.object = t.probe_object;
    place.operation = OperationKind::wake;
    place.pc = t.probe_pc;
    place.stack = t.probe_stack;
  }
  for (std::uint32_t i = 0; i < t.held_count; ++i) {
    if (t.held[i].object == 0) continue;
    FindingPlace& held = finding.add("holds");
    held.task = t.index;
    held.object = t.held[i].object;
    held.operation = t.held[i].shared ? OperationKind::lock_shared : OperationKind::lock;
    held.pc = t.held[i].pc;
    held.stack = t.held[i].stack;
    held.address = engine::object(t.held[i].object).address;
  }
}

/// The waiter to blame: one that waits for a wake-up, or holds something another waits for, comes before a plain
/// joiner.
int rank(const Task& t) {
  if (waits_for_wakeup(t)) return t.notified_in_vain ? 0 : 1;
  if (t.pending.kind == OperationKind::lock || t.pending.kind == OperationKind::lock_shared) return 2;
  if (t.pending.kind == OperationKind::join || t.pending.kind == OperationKind::wait_process) return 4;
  return 3;
}

/// `first` (task + 1; 0: by rank) stands first.
void describe(Finding& finding, std::uint32_t first) {
  SharedState& s = engine::state();
  finding.place_count = 0;
  if (first != 0) add_waiter(finding, engine::task(first - 1));
  for (int r = 0; r <= 4; ++r) {
    for (std::uint32_t i = 0; i < s.task_count; ++i) {
      const Task& t = s.tasks[i];
      if (t.state == TaskState::alive && rank(t) == r && i + 1 != first) add_waiter(finding, t);
    }
  }
}

[[noreturn]] void conclude(FindingKind kind, Finding& finding) {
  finding.kind = kind;
  engine::state().probed = 0;
  const Operation first{.kind = finding.place_count != 0 ? finding.places[0].operation : OperationKind::none};
  finding.message = message_of(kind, first);
  engine::report(finding);
  engine::end_run(engine::EndReason::deadlock, 0);
}

/// Names the next waiter that is to be tried out.
bool try_next(std::uint32_t& chosen) {
  SharedState& s = engine::state();
  for (std::uint32_t& i = s.probe_next; i < s.task_count; ++i) {
    if (!waits_for_wakeup(s.tasks[i])) continue;
    chosen = i++;
    s.probed = chosen + 1;
    s.probe_steps = 0;
    Task& t = s.tasks[chosen];
    t.probe_object = t.pending.object;
    t.probe_pc = t.pending.pc;
    t.probe_stack = t.pending_stack;
    return true;
  }
  return false;
}

bool stuck(std::uint32_t& tried) {
  SharedState& s = engine::state();
  if (s.probe_next == 0 && s.probed == 0) {
    for (std::uint32_t i = 0; i < s.task_count; ++i) {
      if (waits_for_wakeup(s.tasks[i]) && s.tasks[i].notified_in_vain) {
        Finding finding;
        describe(finding, i + 1);
        conclude(FindingKind::lost_wakeup, finding);
      }
    }
  }
  s.probed = 0;
  if (try_next(tried)) return true;
  Finding finding;
  describe(finding, 0);
  conclude(FindingKind::deadlock, finding);
}

/// Whether an operation is only part of looking at the condition again.
bool only_looks(const Task& t, const Operation& operation) {
  switch (operation.kind) {
    case OperationKind::read:
    case OperationKind::atomic_load:
    case OperationKind::fence:
    case OperationKind::lock:
    case OperationKind::lock_shared:
    case OperationKind::try_lock:
    case OperationKind::unlock:
    case OperationKind::wait:
    case OperationKind::wake:
    case OperationKind::yield:
      return true;
    case OperationKind::atomic_rmw:
      // libstdc++'s futures announce the waiter in the very word that it waits at.
      return operation.address == engine::object(t.probe_object).address;
    case OperationKind::write: {
      const std::uint64_t slot = engine::stack_base + t.index * engine::stack_slot_size;
      const bool own_stack = operation.address - slot < engine::stack_slot_size;
      return own_stack || (t.is_process_main && operation.address >= engine::kernel_placed_base);
    }
    default:
      return false;
  }
}

void probe(Task& t, const Operation& operation) {
  SharedState& s = engine::state();
  const bool waits_again = operation.kind == OperationKind::wake && t.waiting_on != 0 && !t.notified;
  if (waits_again) return;  // not enabled: the engine asks for the next one
  if (only_looks(t, operation) && ++s.probe_steps < probe_limit) return;
  Finding finding;
  describe(finding, t.index + 1);
  FindingPlace& place = finding.places[0];
  place.operation = OperationKind::wait;
  place.object = t.probe_object;
  place.pc = t.probe_pc;
  place.stack = t.probe_stack;
  conclude(FindingKind::lost_wakeup, finding);
}

void out_of_steps() {
  SharedState& s = engine::state();
  const Task& t = engine::task(s.current);
  Finding finding;
  const bool spins = s.step - s.last_progress > s.parameters.step_limit / 2 || t.idle_rounds > s.parameters.idle_limit;
  finding.kind = spins ? FindingKind::livelock : FindingKind::timeout;
  finding.message = spins ? "livelock.no-progress" : "timeout.steps";
  finding.values[0] = static_cast<std::int64_t>(s.parameters.step_limit);
  add_waiter(finding, t);
  for (std::uint32_t i = 0; i < s.task_count; ++i) {
    if (s.tasks[i].state == TaskState::alive && i != s.current) add_waiter(finding, s.tasks[i]);
  }
  engine::report(finding);
}

void busy_waiting(Task& t) {
  Finding finding;
  finding.kind = FindingKind::livelock;
  finding.message = "livelock.busy-waiting";
  add_waiter(finding, t);
  engine::report(finding);
}

}  // namespace

void install_stuck_detector() {
  engine::Observers& o = engine::observers();
  o.stuck = stuck;
  o.probe = probe;
  o.out_of_steps = out_of_steps;
  o.busy_waiting = busy_waiting;
}

}  // namespace threadmark::detectors
