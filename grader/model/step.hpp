// One step of a schedule as people see it: who did what, to which object, on which line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/model/location.hpp"

namespace threadmark {

/// What a step does; the names are part of the stable surface.
enum class StepOp {
  lock,
  unlock,
  wait,
  wake,
  notify,
  read,
  write,
  atomic,
  fork,
  spawn,
  join,
  exit,
  sleep,
  send,
  receive,
  open,
  close,
  print,
  fail,
};

/// The part that a step plays in a finding.
enum class StepRole { none, conflict, cycle };

/// One step; `n` counts from 1 in its schedule, `after` names the steps that had to come first, times are virtual
/// milliseconds.
struct Step {
  int n = 0;
  std::string task;  ///< "T1", "T2", … in order of creation; T1 is main.
  std::string name;  ///< the thread's function or "main", in the student's names where known.
  int process = 1;   ///< 1 is main's process; children follow in order of fork.
  StepOp op = StepOp::read;
  std::string object;
  Location where;
  std::optional<std::string> value;
  std::int64_t time_ms = 0;
  std::vector<int> after;
  StepRole role = StepRole::none;
  bool hidden = false;  ///< a point of choice that people need not see (yield, clock, fence …)
};

/// The name of an operation as results print it, such as "lock".
std::string_view name_of(StepOp op);

}  // namespace threadmark
