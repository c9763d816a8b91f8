// Many schedules of one unit, one after another.
#pragma once

#include "harness/explorer/channel.hpp"
#include "harness/explorer/command.hpp"
#include "harness/explorer/run_once.hpp"

namespace threadmark::explorer {

/// Answers `explore`. Side::run in the process of a run; in the server when the answer is complete but for `done`,
/// which is filled.
Side explore(const Command& command, Channel& channel, trace::DoneBody& done);
/// Answers `replay`.
Side replay(const Command& command, Channel& channel, trace::DoneBody& done);

/// Sends the run that was just made. `like` is 0, or the schedule with the same digest whose records were sent.
bool send_run(Channel& channel, const RunOutcome& outcome, std::uint64_t schedule, trace::TimeMode time,
              std::string_view strategy, std::uint64_t like);

}  // namespace threadmark::explorer
