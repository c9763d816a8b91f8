// Logging of steps, values and tasks.
#include "harness/schedulers/logged_scheduler.hpp"

#include <algorithm>

namespace threadmark::schedulers {

std::size_t LoggedScheduler::pick(std::span<const engine::Candidate> candidates, std::uint32_t current) {
  candidate_count_ = 0;
  if (log_->keeps_candidates) {
    first_candidate_ = log_->candidate_count;
    if (candidates.size() > RunLog::most_candidates - log_->candidate_count) log_->overflowed = true;
    if (!log_->overflowed) {
      for (const engine::Candidate& candidate : candidates)
        log_->candidates[log_->candidate_count++] = {candidate.task, candidate.how,
                                                     footprint_of(engine::task(candidate.task).pending)};
      candidate_count_ = static_cast<std::uint32_t>(candidates.size());
    }
  }
  std::size_t chosen = somebody_waits_ ? find_impatient(candidates) : candidates.size();
  if (chosen == candidates.size()) chosen = choose_late_ends(candidates, current);
  if (is_fair_ && candidates[chosen].how == engine::Wake::timed_out) note_passed_over(candidates, chosen);
  return chosen;
}

// Leaves ends that cut others off out of what is chosen from.
std::size_t LoggedScheduler::choose_late_ends(std::span<const engine::Candidate> candidates, std::uint32_t current) {
  if (ends_ == Ends::any) return choose(candidates, current);
  const auto cuts_off = [&](const engine::Candidate& candidate) { return cuts_others_off(candidates, candidate); };
  const auto end = std::find_if(candidates.begin(), candidates.end(), cuts_off);
  if (end == candidates.end()) return choose(candidates, current);
  if (++waited_with_ends_ >= longest_wait_with_ends) return static_cast<std::size_t>(end - candidates.begin());
  static engine::Candidate kept[2 * engine::max_tasks];
  static std::size_t index_of[2 * engine::max_tasks];
  std::size_t count = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (cuts_off(candidates[i])) continue;
    kept[count] = candidates[i];
    index_of[count++] = i;
  }
  return index_of[choose({kept, count}, current)];
}

std::size_t LoggedScheduler::find_impatient(std::span<const engine::Candidate> candidates) const {
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (candidates[i].how != engine::Wake::spurious && passed_over_[candidates[i].task] >= patience) return i;
  return candidates.size();
}

void LoggedScheduler::note_passed_over(std::span<const engine::Candidate> candidates, std::size_t chosen) {
  const engine::Time deadline = engine::task(candidates[chosen].task).pending.deadline;
  for (const engine::Candidate& other : candidates) {
    if (other.task == candidates[chosen].task || other.how == engine::Wake::spurious) continue;
    const bool sleeps_longer =
        other.how == engine::Wake::timed_out && engine::task(other.task).pending.deadline > deadline;
    if (sleeps_longer || passed_over_[other.task] >= patience) continue;
    ++passed_over_[other.task];
    somebody_waits_ = true;
  }
}

std::uint32_t LoggedScheduler::pick_value(std::uint32_t task, engine::ValueKind kind, std::uint32_t count) {
  const std::uint32_t value = choose_value(task, kind, count);
  if (log_->step_count == RunLog::most_steps) {
    log_->overflowed = true;
    return value;
  }
  LoggedStep& step = log_->steps[log_->step_count++];
  step = LoggedStep{};
  step.task = task;
  step.is_value = true;
  step.value = static_cast<std::uint16_t>(value);
  step.value_count = static_cast<std::uint16_t>(count);
  return value;
}

void LoggedScheduler::task_created(std::uint32_t task) {
  if (task < RunLog::most_tasks) {
    const engine::Task& made = engine::task(task);
    log_->tasks[task] = {made.creator, made.process, made.start_routine, log_->step_count};
    if (log_->task_count <= task) log_->task_count = task + 1;
  }
  created(task);
}

void LoggedScheduler::performed(std::uint32_t task, const engine::Operation& operation) {
  passed_over_[task] = 0;
  if (log_->step_count == RunLog::most_steps) {
    log_->overflowed = true;
  } else {
    LoggedStep& step = log_->steps[log_->step_count++];
    step = LoggedStep{};
    step.footprint = footprint_of(operation);
    step.task = task;
    step.how = engine::task(task).wake;
    step.first_candidate = first_candidate_;
    step.candidate_count = static_cast<std::uint16_t>(candidate_count_);
  }
  done(task, operation);
}

std::uint32_t LoggedScheduler::choose_value(std::uint32_t, engine::ValueKind, std::uint32_t count) {
  constexpr std::uint32_t rarely = 8;
  return random_.one_in(rarely) ? random_.below(count) : 0;
}

void LoggedScheduler::created(std::uint32_t) {}
void LoggedScheduler::done(std::uint32_t, const engine::Operation&) {}

bool cuts_others_off(std::span<const engine::Candidate> candidates, const engine::Candidate& candidate) {
  const engine::Task& task = engine::task(candidate.task);
  if (task.pending.kind != engine::OperationKind::exit) return false;
  for (const engine::Candidate& other : candidates) {
    const engine::Task& there = engine::task(other.task);
    const bool goes_on = other.how == engine::Wake::ready && there.pending.kind != engine::OperationKind::exit;
    if (goes_on && other.task != candidate.task && there.process == task.process) return true;
  }
  return false;
}

std::size_t find_ready(std::span<const engine::Candidate> candidates, std::uint32_t task) {
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (candidates[i].task == task && candidates[i].how == engine::Wake::ready) return i;
  return candidates.size();
}

}  // namespace threadmark::schedulers
