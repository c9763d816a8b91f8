// The order of the portfolio.
#include "harness/schedulers/portfolio.hpp"

#include <new>

#include "harness/schedulers/samplers.hpp"

namespace threadmark::schedulers {
namespace {

struct Entry {
  const char* name;
  MakeScheduler make;
};

constexpr Entry first[] = {{"overlap", make_overlap}, {"overlap-reversed", make_overlap_reversed}};
constexpr Entry rounds[] = {{"pos", make_pos}, {"random-walk", make_random_walk}};

class Portfolio final : public Strategy {
 public:
  engine::Scheduler* prepare(Plan& plan, const Profile& profile) override {
    const std::size_t index = static_cast<std::size_t>(plan.number - 1);
    constexpr std::size_t first_count = sizeof first / sizeof first[0];
    const Entry& entry =
        index < first_count ? first[index] : rounds[(index - first_count) % (sizeof rounds / sizeof rounds[0])];
    plan.name = entry.name;
    if (plan.may_change_time && profile.timed())
      plan.time = index >= first_count && index / 2 % 2 == 0 ? engine::TimeMode::any : engine::TimeMode::exact;
    return entry.make(plan, profile);
  }
};

}  // namespace

Strategy* make_portfolio() {
  alignas(Portfolio) static std::byte storage[sizeof(Portfolio)];
  return new (storage) Portfolio;
}

}  // namespace threadmark::schedulers
