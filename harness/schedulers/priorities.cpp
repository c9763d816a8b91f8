// The scheduler by priorities, and PCT as one use of it.
#include "harness/schedulers/priorities.hpp"

#include <new>

#include "harness/schedulers/samplers.hpp"

namespace threadmark::schedulers {
namespace {

class Priorities final : public LoggedScheduler {
 public:
  Priorities(const Plan& plan, const PriorityPlan& priorities)
      : LoggedScheduler(plan.log, derived_seed(plan.seed, plan.number), Fairness::on,
                        priorities.adventurous ? ends_of(plan) : Ends::late),
        plan_(priorities),
        order_(priorities.order),
        salt_(random_.next()) {
    for (std::uint32_t i = 0; i < engine::state().task_count; ++i)
      created(i);
  }

 private:
  // Above this line tasks have their first priorities, below it stopped ones.
  static constexpr std::uint64_t line = std::uint64_t{1} << 40;

  std::size_t choose(std::span<const engine::Candidate> candidates, std::uint32_t) override {
    apply_stops();
    std::size_t best = 0;
    std::uint64_t best_rank = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const std::uint64_t rank = rank_of(candidates[i]);
      if (i > 0 && rank <= best_rank) continue;
      best = i;
      best_rank = rank;
    }
    return best;
  }

  // Ways that need no reason come last, unless this one is tried.
  std::uint64_t rank_of(const engine::Candidate& candidate) {
    const std::uint64_t rank = priority_of(candidate.task);
    const engine::Task& task = engine::task(candidate.task);
    const bool ordinary = candidate.how == engine::Wake::ready || candidate.how == engine::Wake::interrupted ||
                          task.pending.kind == engine::OperationKind::sleep;
    if (ordinary) return rank << 1 | 1;
    constexpr std::uint64_t rarely = 4;
    Random coin(salt_ ^ candidate.task * 0x9E3779B97F4A7C15 ^ task.steps << 20);
    const bool tried = plan_.adventurous && coin.next() % rarely == 0;
    return tried ? rank << 1 : rank >> 41;
  }

  std::uint64_t priority_of(std::uint32_t task) const {
    const std::uint64_t stopped = stopped_[task];
    if (stopped != 0) return line - stopped;
    if (order_ == Order::creation) return 2 * line - task;
    if (order_ == Order::reversed) return line + task;
    return line + drawn_[task];
  }

  void apply_stops() {
    for (std::uint32_t i = 0; i < plan_.stop_count; ++i) {
      const Stop& stop = plan_.stops[i];
      if ((applied_ & 1U << i) != 0 || stop.task >= engine::state().task_count) continue;
      const engine::Task& task = engine::task(stop.task);
      if (task.state != engine::TaskState::alive || steps_[stop.task] < stop.step) continue;
      applied_ |= 1U << i;
      put_behind(stop.task);
      order_ = plan_.order_after;
    }
    for (std::uint32_t i = 0; plan_.stop_at_shared_access != 0 && i < engine::state().task_count; ++i) {
      const engine::Task& task = engine::task(i);
      if (task.state != engine::TaskState::alive || !is_plain_access(task.pending)) continue;
      if (accesses_[i] + 1 < plan_.stop_at_shared_access) continue;
      plan_.stop_at_shared_access = 0;
      put_behind(i);
      order_ = plan_.order_after;
    }
  }

  // Plain memory comes to a point only where it is known to be shared.
  static bool is_plain_access(const engine::Operation& operation) {
    return operation.kind == engine::OperationKind::read || operation.kind == engine::OperationKind::write;
  }

  void put_behind(std::uint32_t task) { stopped_[task] = ++stop_number_; }

  void created(std::uint32_t task) override {
    stopped_[task] = 0;
    steps_[task] = 0;
    accesses_[task] = 0;
    drawn_[task] = static_cast<std::uint32_t>(random_.next() >> 32);
    if (task + 1 == plan_.begins_behind) put_behind(task);
  }

  void done(std::uint32_t task, const engine::Operation& operation) override {
    ++steps_[task];
    if (is_plain_access(operation)) ++accesses_[task];
    // Who yields wants others to run.
    if (operation.kind == engine::OperationKind::yield) put_behind(task);
    if (plan_.late_wakers && operation.kind == engine::OperationKind::wait) put_behind(task);
    for (std::uint32_t i = 0; i < plan_.global_count; ++i)
      if (plan_.global_steps[i] == engine::state().step) put_behind(task);
  }

  PriorityPlan plan_;
  Order order_;
  std::uint64_t salt_;
  std::uint32_t applied_ = 0;
  std::uint64_t stop_number_ = 0;
  std::uint32_t drawn_[engine::max_tasks];
  std::uint32_t steps_[engine::max_tasks];     ///< since the fork point
  std::uint32_t accesses_[engine::max_tasks];  ///< to plain shared memory
  std::uint64_t stopped_[engine::max_tasks];
};
static_assert(sizeof(Priorities) <= engine::scheduler_storage_size);

}  // namespace

engine::Scheduler* make_priorities(const Plan& plan, const PriorityPlan& priorities) {
  return new (plan.storage) Priorities(plan, priorities);
}

engine::Scheduler* make_pct(const Plan& plan, const Profile& profile) {
  PriorityPlan priorities;
  constexpr std::uint64_t deepest = 4;
  Random random(derived_seed(plan.seed, ~plan.number));
  priorities.global_count = static_cast<std::uint32_t>(plan.number % deepest);
  const std::uint32_t length = profile.known() ? profile.step_count() : 64;
  for (std::uint32_t i = 0; i < priorities.global_count; ++i)
    priorities.global_steps[i] = engine::state().step + 1 + random.below(length);
  return make_priorities(plan, priorities);
}

PriorityPlan late_wakers_plan(std::uint64_t turn, const Profile& profile) {
  PriorityPlan priorities;
  priorities.late_wakers = true;
  priorities.adventurous = false;
  const std::uint32_t tasks = profile.task_count();  // 0: nothing is known, or nobody but main is there
  if (tasks > 1) priorities.begins_behind = static_cast<std::uint32_t>(turn % tasks) + 1;
  return priorities;
}

engine::Scheduler* make_late_wakers(const Plan& plan, const Profile& profile) {
  return make_priorities(plan, late_wakers_plan(plan.number - 1, profile));
}

engine::Scheduler* make_few_preemptions(const Plan& plan, const Profile& profile) {
  PriorityPlan priorities;
  Random random(derived_seed(plan.seed, ~plan.number));
  const std::size_t conflicts = profile.conflicts().size();
  if (conflicts == 0) return make_pct(plan, profile);
  constexpr std::uint32_t most = 3;
  priorities.stop_count = 1 + random.below(most);
  for (std::uint32_t i = 0; i < priorities.stop_count; ++i) {
    const Conflict& conflict = profile.conflicts()[random.below(static_cast<std::uint32_t>(conflicts))];
    priorities.stops[i] = {conflict.task, conflict.own_step};
  }
  return make_priorities(plan, priorities);
}

}  // namespace threadmark::schedulers
