// Clocks and sleeping, on virtual time.
#include <errno.h>
#include <sched.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "harness/engine/clock.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/library_spin.hpp"
#include "harness/hooks/real.hpp"
#include "harness/hooks/threads.hpp"
#include "harness/hooks/timespecs.hpp"

extern "C" bool threadmark_deliver_signals() __attribute__((weak));

namespace threadmark::hooks {

using engine::Operation;
using engine::OperationKind;
using engine::Time;
using engine::Wake;

namespace {

constexpr Time second = 1'000'000'000;

bool never(const engine::Task&) {
  return false;
}

/// Sleeps until the deadline; false: a signal handler ended it earlier.
bool sleep_until(Time deadline, std::uint64_t pc) {
  test_cancel();
  Operation operation;
  operation.kind = OperationKind::sleep;
  operation.writes = false;
  operation.enabled = never;
  operation.deadline = deadline;
  operation.interruptible = true;
  operation.pc = pc;
  // However often handlers run: a sleep is never restarted (POSIX nanosleep, EINTR).
  const Wake wake = engine::point(operation);
  engine::advance_epoch();
  if (wake == Wake::interrupted) {
    test_cancel();
    if (threadmark_deliver_signals != nullptr) threadmark_deliver_signals();
    return false;
  }
  test_cancel();
  return true;
}

int sleep_for(const struct timespec* length, struct timespec* left, std::uint64_t pc) {
  if (length->tv_nsec < 0 || length->tv_nsec >= 1'000'000'000 || length->tv_sec < 0) return EINVAL;
  const Time deadline = engine::deadline_after(nanoseconds(*length));
  if (sleep_until(deadline, pc)) return 0;
  const Time now = engine::now();
  if (left != nullptr) *left = timespec_of(deadline > now ? deadline - now : 0);
  return EINTR;
}

/// The longer a task does nothing but look at clocks, the more time each look takes, so that spinning on one ends soon.
void pass_faster(std::uint32_t rounds) {
  engine::state().now += engine::step_cost << (rounds < 14 ? rounds : 14);
}

/// A look at a clock: no point of choice (nobody else's steps change it but by passing), but it counts for spinning.
Time look() {
  if (engine::self() != nullptr && ++engine::self()->clock_looks % 64 == 0) {
    Operation operation;
    operation.kind = OperationKind::yield;
    operation.writes = false;
    engine::point(operation);
  }
  const engine::Time now = engine::look_at_clock();
  if (engine::self() != nullptr && engine::self()->idle_rounds != 0) pass_faster(engine::self()->idle_rounds);
  return now;
}

int fail(int error) {
  if (error == 0) return 0;
  errno = error;
  return -1;
}

}  // namespace

}  // namespace threadmark::hooks

using namespace threadmark::hooks;
namespace engine = threadmark::engine;

THREADMARK_HOOK int nanosleep(const struct timespec* length, struct timespec* left) {
  return fail(sleep_for(length, left, THREADMARK_CALLER()));
}

THREADMARK_HOOK int clock_nanosleep(clockid_t clock, int flags, const struct timespec* time, struct timespec* left) {
  if ((flags & TIMER_ABSTIME) == 0) return sleep_for(time, left, THREADMARK_CALLER());
  return sleep_until(engine::run_time_of(clock, nanoseconds(*time)), THREADMARK_CALLER()) ? 0 : EINTR;
}

THREADMARK_HOOK int usleep(useconds_t length) {
  return sleep_until(engine::deadline_after(engine::Time{length} * 1000), THREADMARK_CALLER()) ? 0 : fail(EINTR);
}

THREADMARK_HOOK unsigned sleep(unsigned seconds) {
  const engine::Time deadline = engine::deadline_after(seconds * second);
  if (sleep_until(deadline, THREADMARK_CALLER())) return 0;
  return static_cast<unsigned>((deadline - engine::now() + second - 1) / second);
}

THREADMARK_HOOK int thrd_sleep(const struct timespec* length, struct timespec* left) {
  return sleep_for(length, left, THREADMARK_CALLER()) == 0 ? 0 : -1;
}

THREADMARK_HOOK int clock_gettime(clockid_t clock, struct timespec* time) {
  *time = timespec_of(engine::absolute_time_of(clock, look()));
  return 0;
}

THREADMARK_HOOK int clock_getres(clockid_t, struct timespec* resolution) {
  if (resolution != nullptr) *resolution = timespec{0, 1};
  return 0;
}

THREADMARK_HOOK int timespec_get(struct timespec* time, int base) {
  if (base != TIME_UTC) return 0;
  *time = timespec_of(engine::absolute_time_of(CLOCK_REALTIME, look()));
  return base;
}

THREADMARK_HOOK int gettimeofday(struct timeval* time, void*) {
  const struct timespec exact = timespec_of(engine::absolute_time_of(CLOCK_REALTIME, look()));
  time->tv_sec = exact.tv_sec;
  time->tv_usec = exact.tv_nsec / 1000;
  return 0;
}

THREADMARK_HOOK time_t time(time_t* result) {
  const time_t value = timespec_of(engine::absolute_time_of(CLOCK_REALTIME, look())).tv_sec;
  if (result != nullptr) *result = value;
  return value;
}

THREADMARK_HOOK clock_t clock() {
  return static_cast<clock_t>(look() / 1000);
}

THREADMARK_HOOK int sched_yield() {
  if (engine::self() == nullptr || is_in_library_spin()) return 0;
  Operation operation;
  operation.kind = OperationKind::yield;
  operation.writes = false;
  operation.pc = THREADMARK_CALLER();
  engine::point(operation);
  return 0;
}

THREADMARK_HOOK void thrd_yield() {
  sched_yield();
}
