// One row for each strategy.
#include "harness/schedulers/scheduler_set.hpp"

#include <new>

#include "harness/schedulers/bounded.hpp"
#include "harness/schedulers/exhaustive.hpp"
#include "harness/schedulers/one_stop.hpp"
#include "harness/schedulers/portfolio.hpp"
#include "harness/schedulers/sampling.hpp"

namespace threadmark::schedulers {
namespace {

template <MakeScheduler make>
Strategy* make_sampling(const char* name) {
  alignas(Sampling) static std::byte storage[sizeof(Sampling)];
  return new (storage) Sampling(name, make);
}

constexpr StrategyRow rows[] = {
    {"portfolio", [] { return make_portfolio(); }},
    {"exhaustive", []() -> Strategy* { return make_exhaustive(); }},
    {"bounded", [] { return make_bounded(); }},
    {"one-stop", [] { return make_one_stop(); }},
    {"random-walk", [] { return make_sampling<make_random_walk>("random-walk"); }},
    {"pos", [] { return make_sampling<make_pos>("pos"); }},
    {"pct", [] { return make_sampling<make_pct>("pct"); }},
    {"surw", [] { return make_sampling<make_surw>("surw"); }},
    {"few-preemptions", [] { return make_sampling<make_few_preemptions>("few-preemptions"); }},
    {"late-wakers", [] { return make_sampling<make_late_wakers>("late-wakers"); }},
    {"overlap", [] { return make_sampling<make_overlap>("overlap"); }},
    {"overlap-reversed", [] { return make_sampling<make_overlap_reversed>("overlap-reversed"); }},
};

}  // namespace

std::span<const StrategyRow> strategies() {
  return rows;
}

const StrategyRow* find_strategy(std::string_view name) {
  for (const StrategyRow& row : rows)
    if (row.name == name) return &row;
  return nullptr;
}

}  // namespace threadmark::schedulers
