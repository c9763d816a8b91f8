// Evaluating the bounds of an amount.
#include "grader/check/amount.hpp"

namespace threadmark::check {

std::string Bounds::text() const {
  if (min && max) return *min == *max ? std::to_string(*min) : std::to_string(*min) + "–" + std::to_string(*max);
  if (min) return "≥ " + std::to_string(*min);
  if (max) return "≤ " + std::to_string(*max);
  return "?";
}

Amount Amount::exactly(std::int64_t n) {
  return Amount{Expression::constant(n), Expression::constant(n)};
}

Bounds Amount::bounds(const Observation& observation) const {
  Bounds bounds;
  if (min) bounds.min = min->evaluate(observation).value;
  if (max) bounds.max = max->evaluate(observation).value;
  return bounds;
}

}  // namespace threadmark::check
