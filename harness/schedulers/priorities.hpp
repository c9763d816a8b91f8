// Schedulers by priority: the highest one that can goes on; stops lower a task's priority at certain places.
#pragma once

#include "harness/schedulers/logged_scheduler.hpp"
#include "harness/schedulers/strategy.hpp"

namespace threadmark::schedulers {

/// How the first priorities are given.
enum class Order : std::uint8_t { creation, reversed, random };

/// When a task reaches its own step `step` (points it has passed), it falls behind all others; among stopped ones later
/// stops come last.
struct Stop {
  std::uint32_t task = 0;
  std::uint32_t step = 0;
};
inline constexpr std::uint32_t max_stops = 8;

/// A schedule of that kind. `global_steps` are stops by the run's step number instead: whoever arrives there falls
/// behind.
struct PriorityPlan {
  Order order = Order::random;
  /// Order among the others from the first stop on (creation and reversed only).
  Order order_after = Order::random;
  std::uint32_t stop_count = 0;
  Stop stops[max_stops];
  /// Whoever is first about to access plain memory that is shared for that often is stopped there; 0: nobody.
  std::uint32_t stop_at_shared_access = 0;
  std::uint32_t global_count = 0;
  std::uint64_t global_steps[max_stops] = {};
  /// Whoever waits to be woken falls behind all others: those who woke it run on first.
  bool late_wakers = false;
  /// This task (+ 1) begins behind all others; 0: nobody.
  std::uint32_t begins_behind = 0;
  /// Time-outs and spurious wake-ups are tried now and then.
  bool adventurous = true;
};

/// The plan of make_late_wakers: each task in turn begins behind the others.
PriorityPlan late_wakers_plan(std::uint64_t turn, const Profile& profile);

engine::Scheduler* make_priorities(const Plan& plan, const PriorityPlan& priorities);

}  // namespace threadmark::schedulers
