// The random walk.
#include <new>

#include "harness/schedulers/logged_scheduler.hpp"
#include "harness/schedulers/samplers.hpp"

namespace threadmark::schedulers {
namespace {

class RandomWalk final : public LoggedScheduler {
 public:
  using LoggedScheduler::LoggedScheduler;

 private:
  std::size_t choose(std::span<const engine::Candidate> candidates, std::uint32_t) override {
    // A wake-up without cause and a time-out get a quarter of a turn: else every wait would soon end by one.
    constexpr std::uint32_t turns = 4;
    std::uint32_t total = 0;
    for (const engine::Candidate& candidate : candidates)
      total += weight(candidate, turns);
    std::uint32_t drawn = random_.below(total);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const std::uint32_t weight_here = weight(candidates[i], turns);
      if (drawn < weight_here) return i;
      drawn -= weight_here;
    }
    return 0;
  }
  static std::uint32_t weight(const engine::Candidate& candidate, std::uint32_t turns) {
    return candidate.how == engine::Wake::ready ? turns : 1;
  }
};

}  // namespace

engine::Scheduler* make_random_walk(const Plan& plan, const Profile&) {
  return new (plan.storage) RandomWalk(plan);
}

}  // namespace threadmark::schedulers
