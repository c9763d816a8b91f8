// What earlier runs of an exploration showed of the program: who touches what how often.
#pragma once

#include <cstddef>
#include <cstdint>

#include "harness/schedulers/page_array.hpp"
#include "harness/schedulers/run_log.hpp"

namespace threadmark::schedulers {

/// How often one task touched one location.
struct Use {
  std::uint64_t location = 0;
  std::uint32_t task = 0;
  std::uint32_t count = 0;
  std::uint32_t writes = 0;
};

/// A location whose order of accesses can matter: touched by several tasks, written by one.
struct Place {
  std::uint64_t location = 0;
  std::uint32_t first_use = 0;  ///< index in uses(); those of one location follow one another
  std::uint32_t use_count = 0;
  bool is_data = false;  ///< memory (plain or atomic), not a lock or the like
};

/// A step of a task just before an access whose order against another task's can matter.
struct Conflict {
  std::uint32_t task = 0;
  std::uint32_t own_step = 0;  ///< how many points the task has passed when it stands there
};

/// Learned from whole runs; what the last learned run said counts. Readable in forked children.
class Profile {
 public:
  void forget();
  /// Takes the place of what was known when the run tells more (more steps, or the first).
  void learn(const RunLog& log);

  bool known() const { return step_count_ > 0; }
  std::uint32_t step_count() const { return step_count_; }
  /// Some operation had a deadline: the two modes of time differ.
  bool timed() const { return timed_; }
  /// Some task waited to be woken.
  bool waits() const { return waits_; }
  std::uint32_t task_count() const { return task_count_; }
  std::uint32_t steps_of(std::uint32_t task) const { return task < task_count_ ? task_steps_[task] : 0; }
  std::uint32_t creator_of(std::uint32_t task) const { return task < task_count_ ? tasks_[task].creator : 0; }
  std::uint64_t start_routine_of(std::uint32_t task) const {
    return task < task_count_ ? tasks_[task].start_routine : 0;
  }

  const PageArray<Use>& uses() const { return uses_; }
  const PageArray<Place>& places() const { return places_; }
  /// Whether the location is one of the places.
  bool is_contested(std::uint64_t location) const;
  /// In order of tasks and their steps.
  const PageArray<Conflict>& conflicts() const { return conflicts_; }

 private:
  void count_uses(const RunLog& log);
  void find_places();
  void find_conflicts(const RunLog& log);

  static constexpr std::size_t most_uses = 1U << 16;
  bool timed_ = false;
  bool waits_ = false;
  std::uint32_t step_count_ = 0;
  std::uint32_t task_count_ = 0;
  PageArray<std::uint32_t> task_steps_{RunLog::most_tasks, PageArray<std::uint32_t>::Visible::in_children};
  PageArray<LoggedTask> tasks_{RunLog::most_tasks, PageArray<LoggedTask>::Visible::in_children};
  PageArray<Use> uses_{most_uses, PageArray<Use>::Visible::in_children};
  PageArray<Conflict> conflicts_{most_uses, PageArray<Conflict>::Visible::in_children};
  PageArray<Place> places_{most_uses, PageArray<Place>::Visible::in_children};
};

}  // namespace threadmark::schedulers
