// A number that a spec asks for: exact, or with a lower and an upper bound; each may be an expression.
#pragma once

#include <optional>
#include <string>

#include "grader/check/expression.hpp"

namespace threadmark::check {

/// The bounds for one run. A bound whose expression has no value in this run bounds nothing.
struct Bounds {
  std::optional<std::int64_t> min;
  std::optional<std::int64_t> max;

  bool too_few(std::int64_t n) const { return min && n < *min; }
  bool too_many(std::int64_t n) const { return max && n > *max; }

  /// `3`, `1–3`, `≥ 1` or `≤ 3`: readable in every language.
  std::string text() const;
};

/// What the spec says: `N`, `'EXPRESSION'` or `{min: …, max: …}`.
struct Amount {
  std::optional<Expression> min;
  std::optional<Expression> max;

  static Amount exactly(std::int64_t n);
  Bounds bounds(const Observation& observation) const;
};

}  // namespace threadmark::check
