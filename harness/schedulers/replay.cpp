// Replay: choices are found by the task that stands at a point and its tick.
#include "harness/schedulers/replay.hpp"

#include <new>

#include "harness/schedulers/logged_scheduler.hpp"

namespace threadmark::schedulers {
namespace {

class Replay final : public LoggedScheduler {
 public:
  Replay(RunLog* log, const engine::Choice* choices, std::uint32_t count, bool* deviated)
      : LoggedScheduler(log, 0, Fairness::off), choices_(choices), count_(count), deviated_(deviated) {}

  std::uint64_t forced_tick(std::uint32_t task) override {
    for (std::uint32_t i = next_; i < count_; ++i) {
      if (choices_[i].from != task) continue;
      return choices_[i].is_value ? ~std::uint64_t{0} : choices_[i].tick;
    }
    return ~std::uint64_t{0};
  }

  bool keeps_spinners() const override { return true; }

 private:
  std::size_t choose(std::span<const engine::Candidate> candidates, std::uint32_t current) override {
    if (const engine::Choice* choice = due(current); choice != nullptr && !choice->is_value) {
      ++next_;
      for (std::size_t i = 0; i < candidates.size(); ++i)
        if (candidates[i].task == choice->to && candidates[i].how == choice->how) return i;
      *deviated_ = true;
    }
    const std::size_t same = find_ready(candidates, current);
    return same < candidates.size() ? same : 0;
  }

  std::uint32_t choose_value(std::uint32_t task, engine::ValueKind, std::uint32_t) override {
    const engine::Choice* choice = due(task);
    if (choice == nullptr || !choice->is_value) return 0;
    ++next_;
    return choice->value;
  }

  // The next choice if this task stands where it was made. One that was missed is left out: the task is already past
  // it, or gone.
  const engine::Choice* due(std::uint32_t task) {
    while (next_ < count_) {
      const engine::Choice& choice = choices_[next_];
      // What lies beyond the tasks made so far is an earlier run's.
      if (choice.from >= engine::state().task_count) return nullptr;
      const engine::Task& from = engine::task(choice.from);
      const bool same = choice.from == task;
      if (same && choice.tick == from.ticks) return &choice;
      const bool missed = same ? from.ticks > choice.tick : from.state == engine::TaskState::ended;
      if (!missed) return nullptr;
      *deviated_ = true;
      ++next_;
    }
    return nullptr;
  }

  const engine::Choice* choices_;
  std::uint32_t count_;
  bool* deviated_;
  std::uint32_t next_ = 0;
};

}  // namespace

engine::Scheduler* make_replay(const Plan& plan, const engine::Choice* choices, std::uint32_t count, bool* deviated) {
  return new (plan.storage) Replay(plan.log, choices, count, deviated);
}

}  // namespace threadmark::schedulers
