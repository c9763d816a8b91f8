// Tests of the baton with threads of their own, without the hooks: one task goes on at a time, and everything that the
// one before it did is seen by the next. Under ThreadSanitizer this shows that the hand-over orders memory.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <set>
#include <span>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::engine {
namespace {

/// Chooses by a linear congruential generator: the same seed, the same choices.
class SeededScheduler final : public Scheduler {
 public:
  explicit SeededScheduler(std::uint64_t seed) : state_(seed) {}
  std::size_t pick(std::span<const Candidate> candidates, std::uint32_t) override { return next(candidates.size()); }
  std::uint32_t pick_value(std::uint32_t, ValueKind, std::uint32_t count) override {
    return static_cast<std::uint32_t>(next(count));
  }

 private:
  std::size_t next(std::size_t below) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33) % below;
  }

  std::uint64_t state_;
};

/// A run that ends by itself would take the test with it, as a success.
class NoEnd final : public EventSink {
 public:
  void run_ended(EndReason, int) override { std::abort(); }
};

/// What the tasks share: plain memory, guarded by nothing but the baton and a lock of the engine's.
struct Shared {
  std::uint32_t owner = 0;  ///< task + 1 that holds the lock
  int counter = 0;
  int inside = 0;
  int most_inside = 0;
  std::vector<std::uint32_t> order;  ///< who took the lock
};
Shared shared;

bool is_free(const Task&) {
  return shared.owner == 0;
}

bool has_ended(const Task& waiter) {
  return task(static_cast<std::uint32_t>(waiter.pending.argument)).state == TaskState::ended;
}

void at_point(OperationKind kind, Predicate enabled = nullptr, std::uint64_t argument = 0) {
  Operation operation;
  operation.kind = kind;
  operation.enabled = enabled;
  operation.argument = argument;
  ASSERT_EQ(point(operation), Wake::ready);
  note_progress();
}

void count_up(int rounds) {
  for (int round = 0; round < rounds; ++round) {
    at_point(OperationKind::lock, is_free);
    shared.owner = self()->index + 1;
    shared.order.push_back(self()->index);
    shared.most_inside = std::max(shared.most_inside, ++shared.inside);
    const int before = shared.counter;
    at_point(OperationKind::other);
    shared.counter = before + 1;
    --shared.inside;
    at_point(OperationKind::unlock);
    shared.owner = 0;
  }
}

/// The state with main as its one task; the same one again for each run.
void prepare() {
  static bool mapped = false;
  static NoEnd no_end;
  if (mapped) {
    restore_baseline();
  } else {
    map_state();
    set_sink(&no_end);
    SharedState& s = state();
    s.processes[1].index = 1;
    s.processes[1].state = ProcessState::alive;
    s.process_count = 2;
    create_task(1, 0, 0);
    s.started = true;
    save_baseline();
    mapped = true;
  }
  set_self(&task(0));
}

/// Runs `threads` tasks that count up under a lock, by the schedule of a seed; gives the order in which they took it.
std::vector<std::uint32_t> run(std::uint64_t seed, int threads, int rounds) {
  shared = Shared{};
  prepare();
  SharedState& s = state();
  s.scheduler = new (s.scheduler_storage) SeededScheduler(seed);

  std::vector<Task*> tasks;
  std::vector<std::thread> kernel_threads;
  for (int i = 0; i < threads; ++i) {
    Task* const made = create_task(1, self()->index, 0);
    tasks.push_back(made);
    kernel_threads.emplace_back([made, rounds] {
      enter_task(*made);
      count_up(rounds);
      leave_task();
    });
  }
  for (const Task* made : tasks)
    at_point(OperationKind::join, has_ended, made->index);
  for (std::thread& thread : kernel_threads)
    thread.join();
  set_self(nullptr);
  return shared.order;
}

TEST(Baton, LetsOneTaskGoOnAtATime) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    run(seed, 4, 20);
    EXPECT_EQ(shared.counter, 80) << "seed " << seed;
    EXPECT_EQ(shared.most_inside, 1) << "seed " << seed;
  }
}

TEST(Baton, FollowsTheSchedulerAlone) {
  std::set<std::vector<std::uint32_t>> orders;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto first = run(seed, 3, 10);
    EXPECT_EQ(run(seed, 3, 10), first) << "seed " << seed;
    orders.insert(first);
  }
  EXPECT_EQ(orders.size(), 5u);
}

TEST(Baton, ReleasesWhatATaskDidIntoWhatItStarts) {
  run(1, 2, 1);
  const SharedState& s = state();
  ASSERT_EQ(s.task_count, 3u);
  EXPECT_EQ(s.live_tasks, 1u);
  EXPECT_GE(s.tasks[1].clock.at(0), 1u);
  EXPECT_GE(s.tasks[2].clock.at(0), s.tasks[1].clock.at(0));
}

}  // namespace
}  // namespace threadmark::engine
