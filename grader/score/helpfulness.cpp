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

/// Causes before effects. What makes the program meaningless or stops it explains the rest; a misused lock explains a
/// data race, and that wrong values, order and output; too little concurrency is told when nothing else is wrong, and
/// lines that are missing or too many mostly follow from something else.
constexpr std::array<Kind, finding_kind_count> by_helpfulness = {
    Kind::build_error,         Kind::forbidden,       Kind::memory_error,
    Kind::lock_misuse,         Kind::data_race,       Kind::crash,
    Kind::lost_wakeup,         Kind::deadlock,        Kind::livelock,
    Kind::invariant_violation, Kind::order_violation, Kind::test_failure,
    Kind::zombie_process,      Kind::orphan_process,  Kind::timeout,
    Kind::limit_exceeded,      Kind::wrong_output,    Kind::not_concurrent,
    Kind::extra_output,        Kind::missing_output,  Kind::leak,
    Kind::wrong_exit,          Kind::lock_order,
};

std::string object_of(const Finding& finding) {
  const auto object = finding.message.args.find("object");
  return object == finding.message.args.end() ? "" : object->second;
}

std::vector<Location> places_of(const Finding& finding) {
  std::vector<Location> places;
  for (const RelatedPlace& related : finding.related)
    places.push_back(related.where);
  std::sort(places.begin(), places.end());
  return places;
}

}  // namespace

bool at_the_same_places(const Finding& a, const Finding& b) {
  if (a.kind != b.kind || a.where != b.where || a.where.line == 0) return false;
  return a.kind == Kind::lock_misuse || places_of(a) == places_of(b);
}

bool tells_the_same(const Finding& a, const Finding& b) {
  if (a.kind != b.kind || a.check != b.check || a.where != b.where) return false;
  if (a.message == b.message) return true;
  const bool by_place = a.kind == Kind::lock_misuse || a.kind == Kind::data_race;
  return by_place && object_of(a) == object_of(b) && at_the_same_places(a, b);
}

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
    if (std::none_of(once.begin(), once.end(),
                     [&](const Finding& known) { return tells_the_same(known, findings[index]); }))
      once.push_back(std::move(findings[index]));
  findings = std::move(once);
}

}  // namespace threadmark::score
