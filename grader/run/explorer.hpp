// One program under the controlled runtime: a fork server that explores schedules and replays single ones.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/program.hpp"
#include "grader/model/run.hpp"
#include "grader/run/run_sink.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace threadmark::run {

/// What to start: an executable of the explore flavour and the case under which it runs. References outlive the
/// explorer.
struct ExplorerSetup {
  const sandbox::Sandbox& sandbox;
  std::filesystem::path program;
  std::filesystem::path build;  ///< the folder that holds it; all that the program sees of the workspace
  Case run_case;
  Limits limits;
  std::vector<ObservedFile> observed_files;
  bool must_block = false;  ///< busy waiting is a livelock
};

/// How much to explore, and how.
struct ExplorePlan {
  std::string unit;
  long schedules = 0;
  long steps = 0;
  std::uint64_t seed = 1;
  std::string strategy = "portfolio";
};

/// A schedule to run again: a unit and the choices that make it. Exact when `strict`; else the nearest that exists.
struct Replay {
  std::string unit;
  std::string choices;
  TimeMode time = TimeMode::exact;
  bool full_detail = true;
  long steps = 0;
  double cpu_s = 0;  ///< at most so long; 0: as the limits say
};

/// A running fork server. Not for several threads at once; belongs to the thread that started it.
class Explorer {
 public:
  virtual ~Explorer() = default;

  /// The units of the program: its one case, or the tests of its driver.
  virtual Result<std::vector<std::string>> units() = 0;

  /// Explores one unit and feeds the sink in the order of schedule numbers until the budget ends, everything
  /// inequivalent was explored, or the sink wants no more.
  virtual Result<RunSummary> explore(const ExplorePlan& exploration, RunSink& sink) = 0;

  /// Runs one schedule again.
  virtual Result<Run> replay(const Replay& replay) = 0;
};

/// Starts the fork server of a program in the sandbox.
Result<std::unique_ptr<Explorer>> start_explorer(const ExplorerSetup& setup);

}  // namespace threadmark::run
