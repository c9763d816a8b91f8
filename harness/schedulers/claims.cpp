// Looking through runs for what a search of them may have missed.
#include "harness/schedulers/claims.hpp"

#include <algorithm>

#include "harness/engine/shared_state.hpp"
#include "harness/engine/spinning.hpp"
#include "harness/schedulers/page_array.hpp"

namespace threadmark::schedulers {

using engine::OperationKind;

namespace {

// Operations whose effect on others is all in their objects: what is claimed of a search is claimed of programs that
// use only these. (Processes, descriptors, signals and time have effects that a footprint does not show.)
constexpr bool is_modelled(OperationKind kind) {
  switch (kind) {
    case OperationKind::fork:
    case OperationKind::wait_process:
    case OperationKind::sleep:
    case OperationKind::send:
    case OperationKind::receive:
    case OperationKind::poll:
    case OperationKind::open:
    case OperationKind::close:
    case OperationKind::file:
    case OperationKind::signal:
    case OperationKind::other:
      return false;
    default:
      return true;
  }
}

constexpr bool only_looks(OperationKind kind) {
  return kind == OperationKind::read || kind == OperationKind::atomic_load || kind == OperationKind::atomic_rmw ||
         kind == OperationKind::lock || kind == OperationKind::try_lock || kind == OperationKind::unlock ||
         kind == OperationKind::yield || kind == OperationKind::fence;
}

bool uses_time(const RunLog& log) {
  return std::any_of(log.steps, log.steps + log.step_count, [](const LoggedStep& step) {
    return !step.is_value && (step.footprint.timed || step.footprint.kind == OperationKind::sleep);
  });
}

// Nobody else can be stopped, let go first, or see anything: only operations whose effect comes from outside matter.
bool shows_everything_alone(const RunLog& log) {
  return std::all_of(log.steps, log.steps + log.step_count, [](const LoggedStep& step) {
    const OperationKind kind = step.footprint.kind;
    return step.is_value || kind == OperationKind::sleep || is_modelled(kind);
  });
}

// False where an execution may exist that the search does not look for: unmodelled operations, tasks that may have spun
// (the engine lets them wait), tasks that main's end cut off.
bool shows_everything(const RunLog& log, bool main_ended) {
  static PageArray<std::uint32_t> looks(RunLog::most_tasks);
  const std::uint32_t tasks = std::max(log.task_count, 1U);  // the log may not name main where nobody else is
  looks.resize(tasks);
  std::fill(looks.begin(), looks.end(), 0U);
  for (std::uint32_t i = 0; i < log.step_count; ++i) {
    const LoggedStep& step = log.steps[i];
    if (step.is_value) continue;
    if (!is_modelled(step.footprint.kind) || step.task >= tasks) return false;
    std::uint32_t& in_a_row = looks[step.task];
    in_a_row = only_looks(step.footprint.kind) ? in_a_row + 1 : 0;
    if (in_a_row >= engine::spin_threshold) return false;
  }
  // An end that was put off might have come before.
  for (std::uint32_t i = 0; i < log.step_count; ++i) {
    const LoggedStep& step = log.steps[i];
    for (std::uint32_t j = 0; !step.is_value && j < step.candidate_count; ++j) {
      const LoggedCandidate& candidate = log.candidates[step.first_candidate + j];
      if (candidate.footprint.kind == OperationKind::exit && candidate.task != step.task) return false;
    }
  }
  const engine::SharedState& state = engine::state();
  for (std::uint32_t i = 1; main_ended && i < state.task_count; ++i)
    if (state.tasks[i].state == engine::TaskState::alive) return false;
  return true;
}

}  // namespace

void Claims::note(const Result& result, const RunLog& log) {
  const engine::SharedState& state = engine::state();
  const bool alone = state.task_count <= 1;
  alone_ &= alone;
  if (state.saw_weak_atomic) gaps_ |= weak_atomics;
  if (result.cut_off) gaps_ |= not_modelled;
  if (result.pruned) return;
  if (uses_time(log)) gaps_ |= time_passes;
  const bool shown = alone ? shows_everything_alone(log) : shows_everything(log, result.completed);
  if (!shown) gaps_ |= not_modelled;
}

bool leaves_a_choice(const RunLog& log) {
  return std::any_of(log.steps, log.steps + log.step_count, [](const LoggedStep& step) {
    return step.is_value ? step.value_count > 1 : step.candidate_count > 1;
  });
}

}  // namespace threadmark::schedulers
