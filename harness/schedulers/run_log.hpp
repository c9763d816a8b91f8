// What a scheduler writes down about its run, for the strategies to learn from afterwards.
#pragma once

#include <cstddef>
#include <cstdint>

#include "harness/engine/operation.hpp"
#include "harness/engine/scheduler.hpp"

namespace threadmark::schedulers {

/// What decides about dependence and identity of an operation.
struct Footprint {
  engine::OperationKind kind = engine::OperationKind::none;
  bool writes = false;
  bool timed = false;  ///< has a deadline
  /// Until the task's next point it told the checks something: their order can be seen. Known only afterwards.
  bool tells = false;
  std::uint32_t object = 0;
  std::uint32_t second_object = 0;
  std::uint32_t size = 0;
  std::uint32_t joined_task = 0;  ///< of a join
  std::uint64_t address = 0;
};
Footprint footprint_of(const engine::Operation& operation);
/// As engine::dependent says; also what can be seen: printing, telling.
bool dependent(const Footprint& a, const Footprint& b);
/// The same for every run: where the operation takes place. 0: nowhere.
std::uint64_t location_of(const Footprint& footprint);

/// One step, or (kind none) one value that was chosen.
struct LoggedStep {
  Footprint footprint;
  std::uint32_t task = 0;
  engine::Wake how = engine::Wake::ready;
  bool is_value = false;
  std::uint16_t value = 0;
  std::uint16_t value_count = 0;
  std::uint16_t candidate_count = 0;  ///< those of the decision that led to this step
  std::uint32_t first_candidate = 0;  ///< index in the candidates' log
};

/// A candidate with what it would have done.
struct LoggedCandidate {
  std::uint32_t task = 0;
  engine::Wake how = engine::Wake::ready;
  Footprint footprint;
};

/// A task as it was created: by whom, with which function, after which step.
struct LoggedTask {
  std::uint32_t creator = 0;
  std::uint32_t process = 0;
  std::uint64_t start_routine = 0;
  std::uint32_t created_at = 0;  ///< how many steps had been logged
};

/// Lies in memory that all processes of the run share. Tells when something did not fit.
struct RunLog {
  static constexpr std::uint32_t most_steps = 1U << 18;
  static constexpr std::uint32_t most_candidates = 1U << 20;
  static constexpr std::uint32_t most_tasks = 4096;

  std::uint32_t step_count = 0;
  std::uint32_t candidate_count = 0;
  std::uint32_t task_count = 0;
  bool keeps_candidates = false;  ///< wanted by the exhaustive search only
  bool overflowed = false;
  LoggedTask tasks[most_tasks];
  LoggedStep steps[most_steps];
  LoggedCandidate candidates[most_candidates];

  /// The last step that is not a value, or null.
  LoggedStep* last_step() {
    std::uint32_t last = step_count;
    while (last > 0 && steps[last - 1].is_value)
      --last;
    return last > 0 ? &steps[last - 1] : nullptr;
  }
  /// The task that made the last step tells the checks something.
  void note_telling() {
    if (LoggedStep* step = last_step(); step != nullptr) step->footprint.tells = true;
  }

  void clear() {
    step_count = candidate_count = task_count = 0;
    keeps_candidates = overflowed = false;
  }
};

}  // namespace threadmark::schedulers
