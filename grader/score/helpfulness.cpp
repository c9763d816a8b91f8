// Ordering findings.
#include "grader/score/helpfulness.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

namespace threadmark::score {
namespace {

using Kind = FindingKind;

/// Causes before effects. What makes the program meaningless or stops it explains the rest; a data race explains wrong
/// values, order and output; too little concurrency is told when nothing else is wrong, and lines that are missing or
/// too many mostly follow from something else.
constexpr std::array<Kind, finding_kind_count> by_helpfulness = {
    Kind::build_error,         Kind::forbidden,       Kind::memory_error,
    Kind::data_race,           Kind::lock_misuse,     Kind::crash,
    Kind::lost_wakeup,         Kind::deadlock,        Kind::livelock,
    Kind::invariant_violation, Kind::order_violation, Kind::test_failure,
    Kind::zombie_process,      Kind::orphan_process,  Kind::timeout,
    Kind::limit_exceeded,      Kind::wrong_output,    Kind::not_concurrent,
    Kind::extra_output,        Kind::missing_output,  Kind::leak,
    Kind::wrong_exit,          Kind::lock_order,
};

bool same(const Finding& a, const Finding& b) {
  return a.kind == b.kind && a.check == b.check && a.message == b.message && a.where == b.where;
}

}  // namespace

int rank_of(FindingKind kind) {
  return static_cast<int>(std::find(by_helpfulness.begin(), by_helpfulness.end(), kind) - by_helpfulness.begin());
}

void order_by_helpfulness(std::vector<Finding>& findings, const std::vector<CheckSpec>& specs) {
  std::map<std::string, int> position;
  for (std::size_t i = 0; i < specs.size(); ++i)
    position.emplace(specs[i].id, static_cast<int>(i) + (specs[i].bonus ? 1'000'000 : 0));
  const auto key = [&](const Finding& finding) {
    const auto check = position.find(finding.check);
    const int at = check == position.end() ? 2'000'000 : check->second;
    const bool bonus = at >= 1'000'000 && at < 2'000'000;
    return std::tuple(finding.severity == Severity::warning, bonus, rank_of(finding.kind), finding.where.line == 0, at);
  };
  std::vector<std::size_t> order(findings.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tuple_cat(key(findings[a]), std::tuple(a)) < std::tuple_cat(key(findings[b]), std::tuple(b));
  });
  std::vector<Finding> once;
  for (const std::size_t index : order)
    if (std::none_of(once.begin(), once.end(), [&](const Finding& known) { return same(known, findings[index]); }))
      once.push_back(std::move(findings[index]));
  findings = std::move(once);
}

}  // namespace threadmark::score
