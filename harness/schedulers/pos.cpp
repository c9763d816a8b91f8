// Partial order sampling.
#include <new>

#include "harness/schedulers/logged_scheduler.hpp"
#include "harness/schedulers/samplers.hpp"

namespace threadmark::schedulers {
namespace {

class PartialOrderSampling final : public LoggedScheduler {
 public:
  using LoggedScheduler::LoggedScheduler;

 private:
  std::size_t choose(std::span<const engine::Candidate> candidates, std::uint32_t) override {
    std::size_t best = 0;
    std::uint64_t best_priority = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const std::uint64_t priority = priority_of(candidates[i]);
      if (i > 0 && priority <= best_priority) continue;
      best = i;
      best_priority = priority;
    }
    return best;
  }

  // 0 means "none yet"; each way of a task to go on has a priority of its own.
  std::uint64_t priority_of(const engine::Candidate& candidate) {
    std::uint64_t& priority = priorities_[candidate.task][candidate.how == engine::Wake::ready ? 0 : 1];
    if (priority == 0) priority = random_.next() | 1;
    return priority;
  }

  void done(std::uint32_t task, const engine::Operation& operation) override {
    priorities_[task][0] = priorities_[task][1] = 0;
    const engine::SharedState& state = engine::state();
    for (std::uint32_t i = 0; i < state.task_count; ++i) {
      if (i == task || state.tasks[i].state != engine::TaskState::alive) continue;
      if (engine::dependent(state.tasks[i].pending, operation)) priorities_[i][0] = priorities_[i][1] = 0;
    }
  }

  std::uint64_t priorities_[engine::max_tasks][2] = {};
};
static_assert(sizeof(PartialOrderSampling) <= engine::scheduler_storage_size);

}  // namespace

engine::Scheduler* make_pos(const Plan& plan, const Profile&) {
  return new (plan.storage) PartialOrderSampling(plan);
}

}  // namespace threadmark::schedulers
