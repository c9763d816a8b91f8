// Futexes: what std::atomic::wait, std::future, latches, libc's locks of streams end in.
#include "harness/hooks/futexes.hpp"

#include <errno.h>
#include <linux/futex.h>
#include <time.h>

#include "harness/engine/clock.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/timespecs.hpp"
#include "harness/hooks/waiting.hpp"

namespace threadmark::hooks {

using engine::ObjectKind;
using engine::Operation;
using engine::OperationKind;
using engine::Wake;

namespace {

// An atomic and the futex in its memory are two objects at one address: futexes have spaces of their own.
constexpr std::uint32_t futex_space = 0x8000'0000;

std::uint32_t futex_object(const unsigned* word, std::uint64_t pc) {
  const auto address = reinterpret_cast<std::uint64_t>(word);
  const std::uint32_t space = engine::space_of(address) | futex_space;
  const std::uint32_t found = engine::find_object(space, address);
  return found != 0 ? found : engine::make_object(ObjectKind::futex, space, address, pc);
}

void come_to(std::uint32_t index, OperationKind kind, std::uint64_t pc) {
  Operation operation;
  operation.kind = kind;
  operation.object = index;
  operation.address = engine::object(index).address;
  operation.size = sizeof(unsigned);
  operation.pc = pc;
  engine::point(operation);
}

long wait(const unsigned* word, unsigned expected, engine::Time deadline, std::uint64_t bits, std::uint64_t pc) {
  const std::uint32_t index = futex_object(word, pc);
  come_to(index, OperationKind::wait, pc);
  if (*static_cast<const volatile unsigned*>(word) != expected) return -EAGAIN;
  enqueue(index, bits);
  const Wake wake = wait_in_queue(index, 0, deadline, pc);
  if (wake == Wake::timed_out) return -ETIMEDOUT;
  return wake == Wake::interrupted ? -EINTR : 0;
}

long wake(const unsigned* word, unsigned count, std::uint64_t bits, std::uint64_t pc) {
  const std::uint32_t index = futex_object(word, pc);
  come_to(index, count == 1 ? OperationKind::notify : OperationKind::notify_all, pc);
  return static_cast<long>(notify(index, count, bits));
}

long requeue(const unsigned* word, unsigned count, unsigned moved, const unsigned* second, std::uint64_t pc) {
  const long woken = wake(word, count, 0, pc);
  const std::uint32_t from = futex_object(word, pc);
  const std::uint32_t to = futex_object(second, pc);
  engine::SharedState& s = engine::state();
  long done = 0;
  for (std::uint32_t i = 0; i < s.task_count && done < static_cast<long>(moved); ++i) {
    if (s.tasks[i].waiting_on != from || s.tasks[i].notified) continue;
    s.tasks[i].waiting_on = to;
    ++done;
  }
  return woken + done;
}

/// FUTEX_WAIT counts from now, FUTEX_WAIT_BITSET gives the moment itself.
engine::Time deadline_from(unsigned long timeout, int operation) {
  if (timeout == 0) return engine::no_deadline;
  const auto& time = *reinterpret_cast<const struct timespec*>(timeout);
  if ((operation & FUTEX_CMD_MASK) == FUTEX_WAIT) return engine::deadline_after(nanoseconds(time));
  return engine::run_time_of((operation & FUTEX_CLOCK_REALTIME) != 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC,
                             nanoseconds(time));
}

}  // namespace

}  // namespace threadmark::hooks

using namespace threadmark::hooks;

THREADMARK_HOOK long threadmark_futex(unsigned* word, int operation, unsigned value, unsigned long timeout_or_value,
                                      unsigned* second_word, unsigned third_value, std::uint64_t pc) {
  switch (operation & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
      return wait(word, value, deadline_from(timeout_or_value, operation), 0, pc);
    case FUTEX_WAIT_BITSET:
      return wait(word, value, deadline_from(timeout_or_value, operation), third_value, pc);
    case FUTEX_WAKE:
      return wake(word, value, 0, pc);
    case FUTEX_WAKE_BITSET:
      return wake(word, value, third_value, pc);
    case FUTEX_REQUEUE:
      return requeue(word, value, static_cast<unsigned>(timeout_or_value), second_word, pc);
    case FUTEX_CMP_REQUEUE:
      if (*static_cast<volatile unsigned*>(word) != third_value) return -EAGAIN;
      return requeue(word, value, static_cast<unsigned>(timeout_or_value), second_word, pc);
    default:
      return -ENOSYS;
  }
}
