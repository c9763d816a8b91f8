// One schedule: fork, let it run, wait for its end, clean up after it.
#pragma once

#include <cstdint>

#include "harness/engine/shared_state.hpp"
#include "harness/explorer/command.hpp"
#include "harness/schedulers/strategy.hpp"
#include "harness/trace/event.hpp"

namespace threadmark::explorer {

/// Where the calling process is after a fork.
enum class Side : std::uint8_t { server, run };

/// What is the same for every run of a command.
struct RunSetting {
  engine::RunParameters parameters;
  std::uint64_t cpu_ms = 10'000;
  std::uint64_t output_kb = 256;
  std::uint32_t processes = 64;
  std::uint32_t threads = 256;
  std::string_view unit;
  std::string_view files;  ///< comma-separated, %-escaped: recorded when the run has ended
};
RunSetting setting_of(const Command& command);

/// The state, reports and bounds of a run that is about to be made: after it, its scheduler can be constructed.
void begin_run(const RunSetting& setting, trace::Detail detail);

/// Forks the run. In its process: returns Side::run, and the program goes on from the fork point. In the server:
/// returns when every process of the run is gone, with `outcome` filled (choices and records lie in shared memory).
struct RunOutcome {
  trace::RunEnd end = trace::RunEnd::broken;
  int status = 0;
  bool blind = false;  ///< main ended by itself, and the race detector had not reported the canary
  schedulers::Result result;
};
Side run_once(const RunSetting& setting, RunOutcome& outcome);

/// Removes what the last run left in the file system.
void clean_up_after_runs();

/// What the server does once, at its fork point, before the first run.
void prepare_server();

}  // namespace threadmark::explorer
