// Greatest overlap: nobody is preempted, everybody begins before anybody waits longer than it must.
#include <new>

#include "harness/schedulers/logged_scheduler.hpp"
#include "harness/schedulers/samplers.hpp"

namespace threadmark::schedulers {
namespace {

enum class Order : std::uint8_t { creation, reversed };

class Overlap final : public LoggedScheduler {
 public:
  Overlap(RunLog* log, Order order) : LoggedScheduler(log, 0), order_(order) {}

 private:
  std::size_t choose(std::span<const engine::Candidate> candidates, std::uint32_t current) override {
    const std::size_t same = find_ready(candidates, current);
    if (same < candidates.size()) return same;
    std::size_t best = candidates.size();
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (candidates[i].how != engine::Wake::ready) continue;
      if (best == candidates.size() || order_ == Order::reversed) best = i;
    }
    if (best < candidates.size()) return best;
    return earliest_deadline(candidates);
  }
  // Time moves only when nobody can run, and then no further than it must.
  static std::size_t earliest_deadline(std::span<const engine::Candidate> candidates) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < candidates.size(); ++i)
      if (rank(candidates[i]) < rank(candidates[best])) best = i;
    return best;
  }
  static engine::Time rank(const engine::Candidate& candidate) {
    if (candidate.how == engine::Wake::interrupted) return 0;
    return candidate.how == engine::Wake::timed_out ? engine::task(candidate.task).pending.deadline
                                                    : engine::no_deadline;
  }
  std::uint32_t choose_value(std::uint32_t, engine::ValueKind, std::uint32_t) override { return 0; }

  Order order_;
};

}  // namespace

engine::Scheduler* make_overlap(const Plan& plan, const Profile&) {
  return new (plan.storage) Overlap(plan.log, Order::creation);
}

engine::Scheduler* make_overlap_reversed(const Plan& plan, const Profile&) {
  return new (plan.storage) Overlap(plan.log, Order::reversed);
}

}  // namespace threadmark::schedulers
