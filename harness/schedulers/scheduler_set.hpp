// The strategies by name.
#pragma once

#include <span>
#include <string_view>

#include "harness/schedulers/strategy.hpp"

namespace threadmark::schedulers {

/// A family of schedules by the name that people give.
struct StrategyRow {
  std::string_view name;
  /// Makes it anew, in static storage: the last one of the same row is gone.
  Strategy* (*make)();
};

std::span<const StrategyRow> strategies();
/// The row of that name, or null.
const StrategyRow* find_strategy(std::string_view name);

}  // namespace threadmark::schedulers
