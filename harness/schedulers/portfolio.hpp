// The default strategy: first the schedules that find most, then a mix.
#pragma once

#include "harness/schedulers/strategy.hpp"

namespace threadmark::schedulers {

/// See docs/strategies.md for what it tries in which order, and why.
Strategy* make_portfolio();

}  // namespace threadmark::schedulers
