// The order of the portfolio.
#include "harness/schedulers/portfolio.hpp"

#include <new>

#include "harness/schedulers/exhaustive.hpp"
#include "harness/schedulers/one_stop.hpp"
#include "harness/schedulers/samplers.hpp"

namespace threadmark::schedulers {
namespace {

struct Entry {
  const char* name;
  MakeScheduler make;  ///< null: the next schedule with one stop, while there are any
};

constexpr Entry first[] = {{"overlap", make_overlap}, {"overlap-reversed", make_overlap_reversed}};
constexpr Entry rounds[] = {
    {"one-stop", nullptr}, {"pos", make_pos}, {"one-stop", nullptr}, {"surw", make_surw},
    {"one-stop", nullptr}, {"pct", make_pct}, {"one-stop", nullptr}, {"few-preemptions", make_few_preemptions},
};
// From here on every second schedule belongs to the exhaustive search, until it has ended: small programs are then
// explored whole.
constexpr std::uint64_t search_from = 34;
constexpr std::uint64_t first_count = sizeof first / sizeof first[0];
constexpr std::uint64_t round_count = sizeof rounds / sizeof rounds[0];

class Portfolio final : public Strategy {
 public:
  engine::Scheduler* prepare(Plan& plan, const Profile& profile) override {
    from_search_ = false;
    if (search_ == nullptr) search_ = make_exhaustive();
    if (search_->exhausted()) return nullptr;
    const std::uint64_t index = plan.number - 1;
    if (index >= search_from && index % 2 == 0 && !search_->finished()) {
      from_search_ = true;
      return search_->prepare(plan, profile);
    }
    const Entry& entry = index < first_count ? first[index] : rounds[(index - first_count) % round_count];
    // Exact and any time take turns round by round: each kind of schedule meets both.
    if (plan.may_change_time && profile.timed() && index >= first_count)
      plan.time = (index - first_count) / round_count % 2 == 0 ? engine::TimeMode::any : engine::TimeMode::exact;
    if (entry.make == nullptr) return one_stop(plan, profile);
    plan.name = entry.name;
    return entry.make(plan, profile);
  }

  void learn(const Result& result, const RunLog& log) override {
    if (from_search_) search_->learn(result, log);
  }
  bool exhausted() const override { return search_ != nullptr && search_->exhausted(); }

 private:
  engine::Scheduler* one_stop(Plan& plan, const Profile& profile) {
    PriorityPlan priorities;
    if (profile.known() && one_stop_plan(profile, next_stop_, priorities)) {
      ++next_stop_;
      plan.name = "one-stop";
      return make_priorities(plan, priorities);
    }
    plan.name = "pos";
    return make_pos(plan, profile);
  }

  std::uint64_t next_stop_ = 0;
  Exhaustive* search_ = nullptr;
  bool from_search_ = false;  ///< the last schedule was the search's
};

}  // namespace

Strategy* make_portfolio() {
  alignas(Portfolio) static std::byte storage[sizeof(Portfolio)];
  return new (storage) Portfolio;
}

}  // namespace threadmark::schedulers
