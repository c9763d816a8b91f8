// The order of the portfolio.
#include "harness/schedulers/portfolio.hpp"

#include <algorithm>
#include <iterator>
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

constexpr Entry overlap{"overlap", make_overlap};
constexpr Entry overlap_reversed{"overlap-reversed", make_overlap_reversed};
// The search has its turns between these.
constexpr Entry rounds[] = {
    {"pos", make_pos},     {"surw", make_surw},
    {"pos", make_pos},     {"surw", make_surw},
    {"one-stop", nullptr}, {"pos", make_pos},
    {"surw", make_surw},   {"pct", make_pct},
    {"one-stop", nullptr}, {"few-preemptions", make_few_preemptions},
};
// Where tasks wait to be woken these take the places of others in each round.
constexpr std::uint64_t late_wakers_at[] = {1, 5};
constexpr Entry one_stop_entry{"one-stop", nullptr};

engine::Scheduler* make_between(const Plan& plan, const Profile&) {
  return make_priorities(plan, stop_between_accesses());
}
constexpr Entry between_entry{"one-stop", make_between};
constexpr std::uint64_t round_count = sizeof rounds / sizeof rounds[0];
constexpr std::uint64_t search_every = 3;
// From here on every second schedule is the search's, until it has ended: small programs are then explored whole.
constexpr std::uint64_t search_more_from = 66;
// Where only the lengths of sleeps and time-outs can vary, half of this many have them drawn at random.
constexpr std::uint64_t lengths_tried = 24;

class Portfolio final : public Strategy {
 public:
  engine::Scheduler* prepare(Plan& plan, const Profile& profile) override {
    from_search_ = false;
    if (search_ == nullptr) search_ = make_exhaustive();
    const std::uint64_t index = plan.number - 1;
    seeds_search_ = false;
    // Both schedules of greatest overlap are always made.
    if (search_->whole()) return reversed_made_ ? nullptr : made(overlap_reversed, plan, profile);
    if (search_->only_time_varies() && index >= lengths_tried) return nullptr;
    if (const Entry* first = first_of(index); first != nullptr) {
      // Nobody is stopped in these: each can be the first execution of the search.
      const bool whole = first == &overlap || first == &overlap_reversed;
      seeds_search_ = whole && !search_->begun() && plan.time == engine::TimeMode::exact;
      plan.log->keeps_candidates = seeds_search_;
      return made(*first, plan, profile);
    }
    const std::uint64_t every = index < search_more_from ? search_every : 2;
    if (index % every == 1 && !search_->finished()) {
      from_search_ = true;
      return search_->prepare(plan, profile);
    }
    const std::uint64_t at = next_++ % round_count;
    // Exact and any time take turns: each kind of schedule meets both.
    if (plan.may_change_time && profile.timed())
      plan.time = next_ / round_count % 2 == 0 ? engine::TimeMode::any : engine::TimeMode::exact;
    const bool late = std::find(std::begin(late_wakers_at), std::end(late_wakers_at), at) != std::end(late_wakers_at);
    if (!late || !profile.waits()) return made(rounds[at], plan, profile);
    plan.name = "late-wakers";
    return make_priorities(plan, late_wakers_plan(next_late_++, profile));
  }

  void learn(const Result& result, const RunLog& log) override {
    learned_ = result.learned;
    if (from_search_ || (seeds_search_ && !result.learned)) {
      search_->learn(result, log);
    } else if (result.learned) {
      search_->begin_again();
    }
  }
  bool exhausted() const override { return search_ != nullptr && search_->exhausted(); }

 private:
  // Those of greatest overlap and the first stops. A stop from the profile needs to know what is shared: where the
  // first schedule found out something new, its profile lacks that, and a stop that needs no profile comes before.
  const Entry* first_of(std::uint64_t index) {
    constexpr std::uint64_t reversed_at = 5;
    if (index == 0) return &overlap;
    if (index == 1) between_ = learned_;
    if (index == 1) return learned_ ? &between_entry : &one_stop_entry;
    if (index == 2 && between_) return &one_stop_entry;
    return index == reversed_at ? &overlap_reversed : nullptr;
  }

  engine::Scheduler* made(const Entry& entry, Plan& plan, const Profile& profile) {
    if (entry.make == nullptr) return one_stop(plan, profile);
    plan.name = entry.name;
    if (&entry == &overlap_reversed) reversed_made_ = true;
    return entry.make(plan, profile);
  }

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

  std::uint64_t next_ = 0;  ///< of the rounds
  std::uint64_t next_stop_ = 0;
  std::uint64_t next_late_ = 0;  ///< turn of the late wakers
  Exhaustive* search_ = nullptr;
  bool from_search_ = false;   ///< the last schedule was the search's
  bool seeds_search_ = false;  ///< the last schedule is the search's first execution unless it learned
  bool learned_ = false;       ///< the last schedule showed more shared memory
  bool reversed_made_ = false;
  bool between_ = false;  ///< the second schedule is the one that stops between two accesses
};

}  // namespace

Strategy* make_portfolio() {
  alignas(Portfolio) static std::byte storage[sizeof(Portfolio)];
  return new (storage) Portfolio;
}

}  // namespace threadmark::schedulers
