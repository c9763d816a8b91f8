// Follows a recorded schedule.
#pragma once

#include <cstdint>

#include "harness/engine/choices.hpp"
#include "harness/schedulers/strategy.hpp"

namespace threadmark::schedulers {

/// Makes the scheduler that follows `choices` (in shared memory) and otherwise goes on as the engine would without a
/// record. Where a choice cannot be followed (the program is another one) it is left out, and `deviated` is set.
engine::Scheduler* make_replay(const Plan& plan, const engine::Choice* choices, std::uint32_t count, bool* deviated);

}  // namespace threadmark::schedulers
