// A finding: something true about the student's program, with its kind, its place and how to see it again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "grader/model/finding_kind.hpp"
#include "grader/model/location.hpp"
#include "grader/model/message.hpp"
#include "grader/model/step.hpp"

namespace threadmark {

enum class Severity { error, warning };

/// Another place that belongs to a finding, with what happened there.
struct RelatedPlace {
  Location where;
  Message message;
  std::int64_t step = 0;             ///< the step of the event that shows it, in its run's numbering; 0: none
  std::vector<std::uint64_t> stack;  ///< program counters, innermost first, as the runtime gave them
  int task = 0;                      ///< whose place it is; 0: nobody's
  std::int64_t object = 0;           ///< the runtime's number of the object; 0: none
  std::uint64_t address = 0;         ///< of the memory that it is about; 0: none
  StepOp op = StepOp::read;          ///< what the task did or wanted there
};

/// One finding. `check` is the id of the check that it failed (empty for warnings of no check); `where.line` is 0 when
/// no line of the student's is to blame; `replay` is the token of the schedule that shows it, `schedule` its steps,
/// shortened.
struct Finding {
  FindingKind kind = FindingKind::data_race;
  Severity severity = Severity::error;
  std::string check;
  Message message;
  Location where;
  std::vector<RelatedPlace> related;
  std::string backend;
  std::string replay;
  std::vector<Step> schedule;
  long first_schedule = 0;           ///< number (from 1) of the schedule that first showed it; 0 where no schedule did.
  std::int64_t step = 0;             ///< the step of the event that shows it, in its run's numbering; 0: none
  std::vector<std::uint64_t> stack;  ///< program counters, innermost first, as the runtime gave them
  int task = 0;                      ///< whose place it is; 0: nobody's
  std::int64_t object = 0;           ///< the runtime's number of the object; 0: none
  std::uint64_t address = 0;         ///< of the memory that it is about; 0: none
  StepOp op = StepOp::fail;          ///< what the task did or wanted there
  std::uint64_t identity = 0;        ///< the same for the same finding in other schedules: a sum over its places' code
};

}  // namespace threadmark
