// Enumerating stops.
#include "harness/schedulers/one_stop.hpp"

#include <new>

#include "harness/schedulers/samplers.hpp"

namespace threadmark::schedulers {
namespace {

struct Orders {
  Order before;
  Order after;
};
// First created first and the others the other way round once it stands, and so on: with the stop these four orders put
// any two tasks into both orders.
constexpr Orders orders[] = {{Order::creation, Order::reversed},
                             {Order::reversed, Order::creation},
                             {Order::creation, Order::creation},
                             {Order::reversed, Order::reversed}};
constexpr std::uint64_t order_count = sizeof orders / sizeof orders[0];

bool same_kind(const Profile& profile, std::uint32_t a, std::uint32_t b) {
  return profile.start_routine_of(a) == profile.start_routine_of(b) && profile.start_routine_of(a) != 0 &&
         profile.creator_of(a) == profile.creator_of(b);
}

// The first or the last of the tasks that run the same function for the same creator.
bool stands_for_its_kind(const Profile& profile, std::uint32_t task) {
  bool earlier = false;
  bool later = false;
  for (std::uint32_t other = 0; other < profile.task_count(); ++other) {
    if (other == task || !same_kind(profile, task, other)) continue;
    (other < task ? earlier : later) = true;
  }
  return !earlier || !later;
}

// The conflict number `at` of those to stop before, or null. A task's first ones come last: a task that is stopped
// before it has touched anything is only a task that comes later, which the orders show as well.
const Conflict* find_conflict(const Profile& profile, std::uint64_t at) {
  const auto& conflicts = profile.conflicts();
  for (const bool firsts : {false, true}) {
    for (std::size_t i = 0; i < conflicts.size(); ++i) {
      const bool is_first = i == 0 || conflicts[i - 1].task != conflicts[i].task;
      if (is_first != firsts || !stands_for_its_kind(profile, conflicts[i].task)) continue;
      if (at-- == 0) return &conflicts[i];
    }
  }
  return nullptr;
}

class OneStop final : public Strategy {
 public:
  engine::Scheduler* prepare(Plan& plan, const Profile& profile) override {
    plan.name = "one-stop";
    if (plan.number == 1) return make_overlap(plan, profile);
    PriorityPlan priorities;
    if (!profile.known() || !one_stop_plan(profile, next_++, priorities)) return nullptr;
    return make_priorities(plan, priorities);
  }

 private:
  std::uint64_t next_ = 0;
};

}  // namespace

bool one_stop_plan(const Profile& profile, std::uint64_t index, PriorityPlan& plan) {
  // Every other schedule uses the first pair of orders, which finds most; the other pairs share the rest.
  const std::uint64_t turn = index / 2;
  const std::uint64_t which = index % 2 == 0 ? 0 : 1 + turn % (order_count - 1);
  const Conflict* conflict = find_conflict(profile, index % 2 == 0 ? turn : turn / (order_count - 1));
  // The first pair may be through before the others.
  if (conflict == nullptr) return index % 2 == 0 && one_stop_plan(profile, index + 1, plan);
  plan = PriorityPlan{};
  plan.order = orders[which].before;
  plan.order_after = orders[which].after;
  plan.stop_count = 1;
  plan.stops[0] = {conflict->task, conflict->own_step};
  plan.adventurous = false;
  return true;
}

PriorityPlan stop_between_accesses() {
  PriorityPlan plan;
  plan.order = orders[0].before;
  plan.order_after = orders[0].after;
  plan.stop_at_shared_access = 2;
  plan.adventurous = false;
  return plan;
}

Strategy* make_one_stop() {
  alignas(OneStop) static std::byte storage[sizeof(OneStop)];
  return new (storage) OneStop;
}

}  // namespace threadmark::schedulers
