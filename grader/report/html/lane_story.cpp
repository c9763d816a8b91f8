// Follows locks through the steps.
#include "grader/report/html/lane_story.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

namespace threadmark::report::html {
namespace {

/// T2 before T10, those of a process side by side.
bool stands_before(const StoryLane& a, const StoryLane& b) {
  return std::tuple(a.process, a.task.size(), a.task) < std::tuple(b.process, b.task.size(), b.task);
}

void find_lanes(LaneStory& story) {
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < story.steps.size(); ++i) {
    const Step& step = story.steps[i];
    const auto [at, is_new] = known.emplace(step.task, story.lanes.size());
    if (is_new) story.lanes.push_back({step.task, {}, step.process, i, i, {}});
    StoryLane& lane = story.lanes[at->second];
    if (lane.name.empty() && step.name != step.task) lane.name = step.name;
    lane.last = i;
  }
  std::sort(story.lanes.begin(), story.lanes.end(), stands_before);
  for (std::size_t lane = 0; lane < story.lanes.size(); ++lane)
    known[story.lanes[lane].task] = lane;
  for (const Step& step : story.steps)
    story.lane_of.push_back(known[step.task]);
}

bool can_wait(StepOp op) {
  return op == StepOp::wait || op == StepOp::join || op == StepOp::receive || op == StepOp::send || op == StepOp::sleep;
}

/// A task is stuck at its last step when the finding names it as a wait; a lock that it names is one that is held.
void find_stuck(LaneStory& story) {
  for (StoryLane& lane : story.lanes) {
    const Step& step = story.steps[lane.last];
    if (step.role == StepRole::cycle && can_wait(step.op)) lane.stuck = lane.last;
  }
}

/// The lane of whoever holds that lock, or that is that task (which a join waits for).
std::optional<std::size_t> holder_of(const LaneStory& story, const std::vector<std::vector<std::string>>& held,
                                     const std::string& object) {
  for (std::size_t lane = 0; lane < held.size(); ++lane)
    if (story.lanes[lane].task == object || std::find(held[lane].begin(), held[lane].end(), object) != held[lane].end())
      return lane;
  return {};
}

/// The lock that a wait gives back meanwhile: the one that its task takes next, else the one that it took last.
std::string released_by_wait(const LaneStory& story, std::size_t wait, const std::vector<std::string>& held) {
  for (std::size_t i = wait + 1; i < story.steps.size(); ++i) {
    if (story.lane_of[i] != story.lane_of[wait] || story.steps[i].op != StepOp::lock) continue;
    if (std::find(held.begin(), held.end(), story.steps[i].object) != held.end()) return story.steps[i].object;
    break;
  }
  return held.empty() ? std::string() : held.back();
}

void follow_locks(LaneStory& story) {
  std::vector<std::vector<std::string>> held(story.lanes.size());
  for (std::size_t i = 0; i < story.steps.size(); ++i) {
    const Step& step = story.steps[i];
    std::vector<std::string>& mine = held[story.lane_of[i]];
    const auto drop = [&](const std::string& object) {
      mine.erase(std::remove(mine.begin(), mine.end(), object), mine.end());
    };
    if (step.op == StepOp::lock && story.lanes[story.lane_of[i]].stuck != i && !step.object.empty()) {
      drop(step.object);
      mine.push_back(step.object);
    } else if (step.op == StepOp::unlock) {
      drop(step.object);
    } else if (step.op == StepOp::wait && !holder_of(story, held, step.object)) {
      // Who waits for a lock keeps what it has; who waits for a condition gives the lock back.
      drop(released_by_wait(story, i, mine));
    }
    story.holds.push_back(mine);
  }
  for (std::size_t lane = 0; lane < story.lanes.size(); ++lane) {
    if (!story.lanes[lane].stuck) continue;
    const std::string& object = story.steps[*story.lanes[lane].stuck].object;
    story.waits.push_back({lane, object, holder_of(story, held, object)});
  }
}

}  // namespace

LaneStory tell(const std::vector<Step>& steps) {
  LaneStory story;
  std::copy_if(steps.begin(), steps.end(), std::back_inserter(story.steps),
               [](const Step& step) { return !step.hidden; });
  find_lanes(story);
  find_stuck(story);
  follow_locks(story);
  return story;
}

std::vector<StuckWait> circle_of(const LaneStory& story) {
  std::map<std::size_t, const StuckWait*> by_lane;
  for (const StuckWait& wait : story.waits)
    by_lane.emplace(wait.lane, &wait);
  for (const StuckWait& start : story.waits) {
    std::vector<StuckWait> circle;
    const StuckWait* wait = &start;
    while (wait != nullptr && circle.size() <= story.lanes.size()) {
      circle.push_back(*wait);
      if (!wait->holder) break;
      if (*wait->holder == start.lane) return circle;
      const auto next = by_lane.find(*wait->holder);
      wait = next == by_lane.end() ? nullptr : next->second;
    }
  }
  return {};
}

}  // namespace threadmark::report::html
