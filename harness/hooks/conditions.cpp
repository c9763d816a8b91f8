// Condition variables.
#include <errno.h>
#include <pthread.h>

#include "harness/engine/call_stack.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/mirror.hpp"
#include "harness/hooks/mutexes.hpp"
#include "harness/hooks/threads.hpp"
#include "harness/hooks/timespecs.hpp"
#include "harness/hooks/waiting.hpp"

namespace threadmark::hooks {

using engine::ObjectKind;
using engine::Operation;
using engine::OperationKind;

namespace {

std::uint64_t* mark_in(pthread_cond_t* condition) {
  return reinterpret_cast<std::uint64_t*>(condition);
}

std::uint32_t condition_object(pthread_cond_t* condition, std::uint64_t pc) {
  return mirrored(ObjectKind::condition, condition, mark_in(condition), pc);
}

void come_to(std::uint32_t index, std::uint32_t second, OperationKind kind, std::uint64_t pc) {
  Operation operation;
  operation.kind = kind;
  operation.object = index;
  operation.second_object = second;
  operation.address = engine::object(index).address;
  operation.pc = pc;
  engine::point(operation);
}

int wait(pthread_cond_t* condition, pthread_mutex_t* mutex, engine::Time deadline, std::uint64_t pc) {
  const std::uint32_t cond = condition_object(condition, pc);
  const std::uint32_t lock = mutex_object(mutex, pc);
  test_cancel();
  come_to(cond, lock, OperationKind::wait, pc);
  const bool mine = mutex_is_mine(lock);
  if (!mine) report_misuse("lock.wait-without-lock", lock, pc);
  enqueue(cond);
  std::uint32_t depth = 1;
  if (mine) depth = give_up_mutex(lock);
  const engine::Wake wake = wait_in_queue(cond, lock, deadline, pc);
  if (mine) relock_mutex(lock, depth, pc);
  test_cancel();
  return wake == engine::Wake::timed_out ? ETIMEDOUT : 0;
}

int wake_up(pthread_cond_t* condition, std::uint32_t count, std::uint64_t pc) {
  if (engine::self() == nullptr) return 0;
  const std::uint32_t cond = condition_object(condition, pc);
  come_to(cond, 0, count == 1 ? OperationKind::notify : OperationKind::notify_all, pc);
  notify(cond, count);
  return 0;
}

constexpr std::uint32_t everybody = ~0u;

}  // namespace

}  // namespace threadmark::hooks

using namespace threadmark::hooks;
namespace engine = threadmark::engine;

THREADMARK_HOOK int pthread_cond_init(pthread_cond_t* condition, const pthread_condattr_t* attributes) {
  *condition = pthread_cond_t PTHREAD_COND_INITIALIZER;
  if (engine::self() == nullptr) return 0;
  const std::uint32_t index =
      mirror_anew(engine::ObjectKind::condition, condition, mark_in(condition), THREADMARK_CALLER());
  clockid_t clock = CLOCK_REALTIME;
  int shared = PTHREAD_PROCESS_PRIVATE;
  if (attributes != nullptr) {
    pthread_condattr_getclock(attributes, &clock);
    pthread_condattr_getpshared(attributes, &shared);
  }
  engine::object(index).data[0] = static_cast<std::uint64_t>(clock);
  engine::object(index).process_shared = shared == PTHREAD_PROCESS_SHARED;
  return 0;
}

THREADMARK_HOOK int pthread_cond_destroy(pthread_cond_t* condition) {
  if (engine::self() == nullptr) return 0;
  const std::uint64_t pc = THREADMARK_CALLER();
  const std::uint32_t index = condition_object(condition, pc);
  come_to(index, 0, engine::OperationKind::destroy, pc);
  engine::SharedState& s = engine::state();
  for (std::uint32_t i = 0; i < s.task_count; ++i) {
    if (s.tasks[i].waiting_on == index && !s.tasks[i].notified && s.tasks[i].state == engine::TaskState::alive) {
      report_misuse("lock.destroy-waited-for", index, pc);
    }
  }
  unmirror(index, mark_in(condition));
  return 0;
}

THREADMARK_HOOK int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
  return wait(condition, mutex, engine::no_deadline, THREADMARK_CALLER());
}

THREADMARK_HOOK int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                                           const struct timespec* until) {
  const std::uint64_t pc = THREADMARK_CALLER();
  const auto clock = static_cast<clockid_t>(engine::object(condition_object(condition, pc)).data[0]);
  return wait(condition, mutex, deadline_of(clock, until), pc);
}

THREADMARK_HOOK int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex, clockid_t clock,
                                           const struct timespec* until) {
  return wait(condition, mutex, deadline_of(clock, until), THREADMARK_CALLER());
}

THREADMARK_HOOK int pthread_cond_signal(pthread_cond_t* condition) {
  return wake_up(condition, 1, THREADMARK_CALLER());
}

THREADMARK_HOOK int pthread_cond_broadcast(pthread_cond_t* condition) {
  return wake_up(condition, everybody, THREADMARK_CALLER());
}
