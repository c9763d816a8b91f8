// Fair treatment of tasks that spin.
#include "harness/engine/spinning.hpp"

#include "harness/engine/observers.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::engine {

namespace {

/// Kinds that change nothing by themselves. Locking is among them: a task that locks, looks and unlocks spins as well.
/// System calls that do change something say so by note_progress().
constexpr bool only_looks(OperationKind kind) {
  switch (kind) {
    case OperationKind::read:
    case OperationKind::atomic_load:
    case OperationKind::atomic_rmw:  // reports progress itself where it changes the value
    case OperationKind::fence:
    case OperationKind::lock:
    case OperationKind::lock_shared:
    case OperationKind::try_lock:
    case OperationKind::unlock:
    case OperationKind::yield:
    case OperationKind::poll:
    case OperationKind::file:
    case OperationKind::open:
    case OperationKind::close:
    case OperationKind::receive:
    case OperationKind::send:
    case OperationKind::wait_process:
    case OperationKind::signal:
    case OperationKind::other:
      return true;
    default:
      return false;
  }
}

/// The last values that this thread read, by address: another value is news.
struct LastRead {
  std::uint64_t address = 0;
  std::uint64_t value = 0;
};
thread_local LastRead last_reads[16];

}  // namespace

bool is_spinning(const Task& t) {
  return only_looks(t.pending.kind) && t.idle_rounds >= spin_threshold && t.progress >= state().last_progress &&
         t.looks >= spin_looks;
}

bool is_polling(const Task& t) {
  return t.waited_polls >= poll_threshold && t.progress >= state().last_progress;
}

void note_step(Task& t) {
  SharedState& s = state();
  // A waiter that was notified and gives the lock up by itself has found its condition.
  if (t.pending.kind == OperationKind::unlock) t.notified_object = 0;
  if (only_looks(t.pending.kind)) {
    if (t.idle_rounds < ~0u) ++t.idle_rounds;
    t.looks = t.progress < s.last_progress ? 1 : t.looks + 1;
    t.progress = s.step;
    if (s.parameters.must_block && t.idle_rounds == s.parameters.idle_limit && observers().busy_waiting != nullptr) {
      observers().busy_waiting(t);
    }
    return;
  }
  if (t.pending.kind == OperationKind::sleep || t.wake == Wake::timed_out) {
    // What was written beside the own stack since the last sleep may be work; a poller writes nothing.
    t.waited_polls = local.wrote ? 0 : t.waited_polls + 1;
    local.wrote = false;
    t.idle_rounds = 0;
    t.progress = s.step;
    if (s.parameters.must_block && t.waited_polls == s.parameters.poll_limit && observers().busy_waiting != nullptr) {
      observers().busy_waiting(t);
    }
    return;
  }
  if (t.pending.kind == OperationKind::wait || t.pending.kind == OperationKind::wake) return;
  t.idle_rounds = 0;
  t.waited_polls = 0;
  t.notified_object = 0;
  s.last_progress = s.step;
}

void note_time_passing() {
  SharedState& s = state();
  if (!s.parameters.must_block || observers().busy_waiting == nullptr) return;
  for (std::uint32_t i = 0; i < s.task_count; ++i) {
    Task& t = s.tasks[i];
    if (t.state == TaskState::alive && is_spinning(t)) observers().busy_waiting(t);
  }
}

void note_read(std::uint64_t address, std::uint64_t value) {
  LastRead& last = last_reads[(address >> 2) % 16];
  if (last.address == address && last.value == value) return;
  const bool news = last.address == address;
  last = LastRead{address, value};
  if (news && self() != nullptr) {
    self()->idle_rounds = 0;
    self()->waited_polls = 0;
  }
}

void note_progress() {
  SharedState& s = state();
  if (self() != nullptr) {
    self()->idle_rounds = 0;
    self()->waited_polls = 0;
  }
  s.last_progress = s.step + 1;
}

}  // namespace threadmark::engine
