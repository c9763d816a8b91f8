// The record of a schedule: only its deviations, so that a schedule with few switches is short and survives a growing
// set of points.
#pragma once

#include <cstdint>

#include "harness/engine/operation.hpp"
#include "harness/engine/scheduler.hpp"

namespace threadmark::engine {

/// When the task `from` stands at its tick `tick`, `to` goes on (a switch), or a value is chosen for `from`.
/// Not recorded: going on with the same task (Wake::ready), and value 0.
struct Choice {
  std::uint64_t tick = 0;   ///< ticks of `from`; independent of which accesses are known to be shared
  std::uint16_t from = 0;   ///< the task that arrived at the point
  std::uint16_t to = 0;     ///< who goes on
  Wake how = Wake::ready;   //
  bool is_value = false;    ///< pick_value for `from` gave `value`
  std::uint16_t value = 0;  //
};

inline constexpr std::uint32_t max_choices = 1u << 18;

/// Appends to the record of this run (state().choices, state().choice_count); drops what is over max_choices and sets
/// state().choices_lost.
void record_choice(const Choice& choice);

}  // namespace threadmark::engine
