// Queues of waiters.
#include "harness/hooks/waiting.hpp"

#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::hooks {

using engine::SharedState;
using engine::Task;

namespace {

bool was_notified(const Task& waiter) {
  return waiter.notified;
}

/// The n-th waiter in order of arrival that can be notified; null: fewer.
Task* waiter_at(std::uint32_t object, std::uint64_t key, std::uint32_t n) {
  SharedState& s = engine::state();
  std::uint64_t after = 0;
  Task* found = nullptr;
  for (std::uint32_t round = 0; round <= n; ++round) {
    found = nullptr;
    for (std::uint32_t i = 0; i < s.task_count; ++i) {
      Task& t = s.tasks[i];
      if (t.waiting_on != object || t.notified || t.state != engine::TaskState::alive || t.wait_number <= after)
        continue;
      if (key != 0 && (t.wait_key & key) == 0) continue;
      if (found == nullptr || t.wait_number < found->wait_number) found = &t;
    }
    if (found == nullptr) return nullptr;
    after = found->wait_number;
  }
  return found;
}

std::uint32_t waiters_at(std::uint32_t object, std::uint64_t key) {
  std::uint32_t count = 0;
  SharedState& s = engine::state();
  for (std::uint32_t i = 0; i < s.task_count; ++i) {
    const Task& t = s.tasks[i];
    if (t.waiting_on == object && !t.notified && t.state == engine::TaskState::alive &&
        (key == 0 || (t.wait_key & key) != 0)) {
      ++count;
    }
  }
  return count;
}

}  // namespace

void enqueue(std::uint32_t object, std::uint64_t key) {
  Task& me = *engine::self();
  me.notified_in_vain = me.notified_object == object;
  me.notified_object = 0;
  me.waiting_on = object;
  me.notified = false;
  me.wait_key = key;
  me.wait_number = ++engine::state().wait_count;
}

engine::Wake wait_in_queue(std::uint32_t object, std::uint32_t second_object, engine::Time deadline, std::uint64_t pc) {
  Task& me = *engine::self();
  engine::Operation operation;
  operation.kind = engine::OperationKind::wake;
  operation.object = object;
  operation.second_object = second_object;
  operation.address = engine::object(object).address;
  operation.pc = pc;
  operation.enabled = was_notified;
  operation.deadline = deadline;
  operation.may_be_spurious = true;
  const engine::Wake wake = engine::point(operation);
  if (me.notified) me.notified_object = object;
  me.waiting_on = 0;
  me.notified = false;
  return wake;
}

std::uint32_t notify(std::uint32_t object, std::uint32_t count, std::uint64_t key) {
  std::uint32_t done = 0;
  std::uint32_t waiting = waiters_at(object, key);
  while (done < count && waiting > 0) {
    const bool all = count - done >= waiting;
    const std::uint32_t which = all ? 0 : engine::choose_value(engine::ValueKind::other, waiting);
    Task* waiter = waiter_at(object, key, which);
    if (waiter == nullptr) break;
    waiter->notified = true;
    ++done;
    --waiting;
  }
  if (done != 0) engine::note_progress();
  engine::object(object).was_notified = true;
  return done;
}

}  // namespace threadmark::hooks
