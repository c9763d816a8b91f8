// Counting who touches what.
#include "harness/schedulers/profile.hpp"

#include <algorithm>

namespace threadmark::schedulers {
namespace {

using engine::OperationKind;

bool is_data(OperationKind kind) {
  return kind >= OperationKind::read && kind <= OperationKind::atomic_rmw;
}

// Sorted by location, then task: the same accesses give the same profile, whatever their order was.
bool before(const Use& a, const Use& b) {
  return a.location != b.location ? a.location < b.location : a.task < b.task;
}

}  // namespace

void Profile::forget() {
  step_count_ = task_count_ = 0;
  timed_ = waits_ = false;
  task_steps_.clear();
  tasks_.clear();
  uses_.clear();
  places_.clear();
  conflicts_.clear();
}

void Profile::learn(const RunLog& log) {
  for (std::uint32_t i = 0; i < log.step_count; ++i) {
    timed_ |= log.steps[i].footprint.timed;
    waits_ |= log.steps[i].footprint.kind == OperationKind::wait;
  }
  if (log.step_count <= step_count_) return;
  step_count_ = log.step_count;
  task_count_ = log.task_count;
  task_steps_.resize(task_count_);
  tasks_.resize(task_count_);
  for (std::uint32_t i = 0; i < task_count_; ++i) {
    task_steps_[i] = 0;
    tasks_[i] = log.tasks[i];
  }
  count_uses(log);
  find_places();
  find_conflicts(log);
}

void Profile::count_uses(const RunLog& log) {
  // A table of hashes beside the uses, rebuilt each time.
  static PageArray<std::uint32_t> buckets(2 * most_uses);
  buckets.resize(buckets.capacity());
  std::fill(buckets.begin(), buckets.end(), 0U);
  uses_.clear();
  uses_.reserve();
  for (std::uint32_t i = 0; i < log.step_count; ++i) {
    const LoggedStep& step = log.steps[i];
    if (step.task < task_count_) ++task_steps_[step.task];
    const std::uint64_t location = location_of(step.footprint);
    if (step.is_value || location == 0) continue;
    std::size_t at = ((location ^ step.task * 0x9E3779B9ULL) * 0x9E3779B97F4A7C15ULL) >> 47;
    while (buckets[at] != 0) {
      const Use& use = uses_[buckets[at] - 1];
      if (use.location == location && use.task == step.task) break;
      at = (at + 1) % buckets.capacity();
    }
    if (buckets[at] == 0) {
      if (!uses_.push_back({location, step.task, 0, 0})) return;
      buckets[at] = static_cast<std::uint32_t>(uses_.size());
    }
    Use& use = uses_[buckets[at] - 1];
    ++use.count;
    if (step.footprint.writes) ++use.writes;
    if (is_data(step.footprint.kind)) use.writes |= 1U << 31;  // remembered until find_places() has looked
  }
}

void Profile::find_places() {
  places_.clear();
  places_.reserve();
  std::sort(uses_.begin(), uses_.end(), before);
  for (std::uint32_t first = 0; first < uses_.size();) {
    std::uint32_t last = first;
    std::uint32_t writes = 0;
    bool data = false;
    for (; last < uses_.size() && uses_[last].location == uses_[first].location; ++last) {
      data = data || uses_[last].writes >> 31 != 0;
      uses_[last].writes &= ~(1U << 31);
      writes += uses_[last].writes;
    }
    if (last - first > 1 && writes > 0) places_.push_back({uses_[first].location, first, last - first, data});
    first = last;
  }
}

bool Profile::is_contested(std::uint64_t location) const {
  const auto* place = std::lower_bound(places_.begin(), places_.end(), location,
                                       [](const Place& a, std::uint64_t b) { return a.location < b; });
  return place != places_.end() && place->location == location;
}

void Profile::find_conflicts(const RunLog& log) {
  static PageArray<std::uint32_t> own_steps(RunLog::most_tasks);
  own_steps.resize(task_count_);
  std::fill(own_steps.begin(), own_steps.end(), 0U);
  conflicts_.clear();
  conflicts_.reserve();
  for (std::uint32_t i = 0; i < log.step_count; ++i) {
    const LoggedStep& step = log.steps[i];
    if (step.is_value || step.task >= task_count_) continue;
    const std::uint32_t own_step = own_steps[step.task]++;
    // Standing before the release of something keeps others out; standing after it is the next step.
    if (step.footprint.kind == OperationKind::unlock) continue;
    if (is_contested(location_of(step.footprint))) conflicts_.push_back({step.task, own_step});
  }
  std::sort(conflicts_.begin(), conflicts_.end(), [](const Conflict& a, const Conflict& b) {
    return a.task != b.task ? a.task < b.task : a.own_step < b.own_step;
  });
}

}  // namespace threadmark::schedulers
