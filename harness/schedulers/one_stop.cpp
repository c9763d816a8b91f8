// Enumerating stops.
#include "harness/schedulers/one_stop.hpp"

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

}  // namespace

bool one_stop_plan(const Profile& profile, std::uint64_t index, PriorityPlan& plan) {
  std::uint64_t at = index / order_count;
  for (const Conflict& conflict : profile.conflicts()) {
    if (!stands_for_its_kind(profile, conflict.task)) continue;
    if (at-- != 0) continue;
    plan = PriorityPlan{};
    plan.order = orders[index % order_count].before;
    plan.order_after = orders[index % order_count].after;
    plan.stop_count = 1;
    plan.stops[0] = {conflict.task, conflict.own_step};
    plan.adventurous = false;
    return true;
  }
  return false;
}

}  // namespace threadmark::schedulers
