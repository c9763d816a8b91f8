// One run of a program under a backend: how it ended, what was observed, what the backend itself reported.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "grader/model/event.hpp"
#include "grader/model/finding.hpp"

namespace threadmark {

/// Which time a run was made under: `exact` (time passes only when nobody can run), `any` (a sleep may last longer),
/// `real`.
enum class TimeMode { exact, any, real };

/// One GoogleTest assertion that did not hold, or the end of a test.
struct TestOutcome {
  std::string suite;
  std::string name;
  bool passed = false;
  bool ran = false;
  std::string message;    ///< what the first failed assertion said
  Location driver;        ///< where it stands in the driver
  Location where;         ///< the last line of the student's that the asserting task ran before it, where known
  std::int64_t step = 0;  ///< the step of the first failed assertion; 0: unknown
  std::vector<std::uint64_t> stack;  ///< the student's last places before it, of a run in full detail
};

/// How the main process of a run ended.
struct ExitState {
  bool ended = false;  ///< false: it was stopped (deadlock, steps, limits); a finding says why.
  int status = 0;      ///< exit status when `signal` is 0
  int signal = 0;
};

/// One run. `unit` is the case's id or the test's full name; `schedule` counts from 1 within the unit (0: not a
/// controlled run).
struct Run {
  std::string backend;
  std::string unit;
  std::string case_id;
  std::string strategy;
  long schedule = 0;
  TimeMode time = TimeMode::real;
  ExitState exit;
  std::vector<Event> events;
  std::vector<Finding> findings;  ///< of the backend's own detectors; `check` is still empty.
  std::vector<TestOutcome> tests;
  std::int64_t steps = 0;
  std::int64_t virtual_ns = 0;
  std::string choices;  ///< what replays it (the payload of a token); empty for backends that cannot.
  std::string trace;    ///< the runtime's own record of every step; only of a replay in full detail
};

/// Bounds within which an exploration was exhaustive.
struct ExplorationBounds {
  long steps = 0;
  int spurious_wakeups = 1;
  int preemptions = -1;  ///< −1: none
};

/// What a backend did in sum, for the result's `runs`.
struct RunSummary {
  std::string backend;
  std::string unit;
  std::string strategy;
  long schedules = 0;
  bool exhaustive = false;
  ExplorationBounds bounds;
  double seconds = 0;
};

}  // namespace threadmark
