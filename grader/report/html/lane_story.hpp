// What the steps of a schedule tell of each task: when it is there, what it holds, who waits for whom in the end.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "grader/model/step.hpp"

namespace threadmark::report::html {

/// One thread, or the main thread of a process. `first` and `last` are places in `LaneStory::steps`; `stuck` is the
/// place of the step at which it waits for ever.
struct StoryLane {
  std::string task;
  std::string name;
  int process = 1;
  std::size_t first = 0;
  std::size_t last = 0;
  std::optional<std::size_t> stuck;
};

/// A lane that waits for ever, for what, and the lane that holds it (or that it is, where a task is joined).
struct StuckWait {
  std::size_t lane = 0;
  std::string object;
  std::optional<std::size_t> holder;
};

/// The steps that people see, and what follows from them.
struct LaneStory {
  std::vector<Step> steps;
  std::vector<StoryLane> lanes;                 ///< by process, then number of task
  std::vector<std::size_t> lane_of;             ///< for each step
  std::vector<std::vector<std::string>> holds;  ///< for each step: the locks that its task holds afterwards
  std::vector<StuckWait> waits;
};

/// Tells the story of these steps; hidden ones are left out.
LaneStory tell(const std::vector<Step>& steps);

/// The waits that form a circle, each followed by that of its holder; empty where there is none.
std::vector<StuckWait> circle_of(const LaneStory& story);

}  // namespace threadmark::report::html
