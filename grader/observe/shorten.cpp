// Choosing the steps of an interleaving that a person needs to see.
#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "grader/observe/interleaving.hpp"

namespace threadmark::observe {
namespace {

bool is_memory(StepOp op) {
  return op == StepOp::read || op == StepOp::write || op == StepOp::atomic;
}

StepRole role_of(FindingKind kind) {
  if (kind == FindingKind::data_race) return StepRole::conflict;
  if (kind == FindingKind::deadlock || kind == FindingKind::lost_wakeup || kind == FindingKind::lock_order)
    return StepRole::cycle;
  return StepRole::none;
}

// The step that a place of a finding stands for: accesses to memory are steps only where they are points of choice.
Step step_at(const Interleaving& interleaving, const RelatedPlace& place, StepRole role) {
  Step step;
  step.n = static_cast<int>(place.step);
  step.task = "T" + std::to_string(place.task);
  step.op = place.op;
  step.where = place.where;
  step.role = role;
  if (const auto object = place.message.args.find("object"); object != place.message.args.end())
    step.object = object->second;
  for (const Step& other : interleaving.steps) {
    if (other.task != step.task) continue;
    step.name = other.name;
    step.process = other.process;
    break;
  }
  for (const Step& other : interleaving.steps)
    if (other.n <= step.n) step.time_ms = other.time_ms;
  return step;
}

bool waits_for_ever(const RelatedPlace& place) {
  return place.message.id.ends_with(".waits") && place.task > 0 && place.where.line > 0;
}

// What the tasks of a deadlock wait for is no step of the run: nobody got that far. They stand at its end.
std::vector<Step> with_waits(const Interleaving& interleaving, const Finding& finding) {
  std::vector<Step> steps = interleaving.steps;
  std::int64_t end = steps.empty() ? 0 : steps.back().n;
  for (const RelatedPlace& related : finding.related) {
    if (!waits_for_ever(related)) continue;
    Step step = step_at(interleaving, related, role_of(finding.kind));
    const auto last = std::find_if(steps.rbegin(), steps.rend(),
                                   [&](const Step& other) { return other.task == step.task && !other.hidden; });
    const bool told = last != steps.rend() && last->op == StepOp::wait && last->where == step.where;
    if (told) {
      last->role = step.role;
      continue;
    }
    if (step.op != StepOp::join) step.op = StepOp::wait;
    step.n = static_cast<int>(++end);
    step.time_ms = steps.empty() ? 0 : steps.back().time_ms;
    steps.push_back(std::move(step));
  }
  return steps;
}

// The steps of the run, and the conflicting accesses among them where the run has no steps for them.
std::vector<Step> with_accesses(const Interleaving& interleaving, const Finding& finding) {
  if (finding.kind == FindingKind::deadlock || finding.kind == FindingKind::lost_wakeup)
    return with_waits(interleaving, finding);
  std::vector<Step> steps = interleaving.steps;
  if (finding.kind != FindingKind::data_race) return steps;
  std::int64_t last_start = 0;
  for (const Step& step : steps)
    if (step.op == StepOp::spawn || step.op == StepOp::fork) last_start = std::max<std::int64_t>(last_start, step.n);
  // The runtime lists the access that completed the race first; the other one came before it.
  for (auto related = finding.related.rbegin(); related != finding.related.rend(); ++related) {
    RelatedPlace place = *related;
    if (place.step == 0) place.step = std::max<std::int64_t>(finding.step, last_start);
    if (place.task == 0 || place.where.line == 0 || !is_memory(place.op)) continue;
    const bool there = std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
      return step.n == place.step && is_memory(step.op) && step.task == "T" + std::to_string(place.task) &&
             step.where == place.where;
    });
    if (there) continue;
    const auto behind = std::find_if(steps.begin(), steps.end(), [&](const Step& step) { return step.n > place.step; });
    steps.insert(behind, step_at(interleaving, place, role_of(finding.kind)));
  }
  return steps;
}

// The steps that the finding itself names, and what they are about.
struct Subject {
  std::set<int> steps;
  std::set<std::string> tasks;
  std::set<std::string> objects;
};

Subject subject_of(const Interleaving& interleaving, const Finding& finding) {
  Subject subject;
  const auto add = [&](std::int64_t step) {
    if (step > 0) subject.steps.insert(static_cast<int>(step));
  };
  add(finding.step);
  for (const RelatedPlace& related : finding.related)
    add(related.step);
  for (const Step& step : interleaving.steps) {
    if (!subject.steps.contains(step.n)) continue;
    subject.tasks.insert(step.task);
    if (!step.object.empty() && step.op != StepOp::print) subject.objects.insert(step.object);
  }
  return subject;
}

bool worth_showing(const Step& step, const Subject& subject) {
  if (step.role != StepRole::none) return true;
  if (subject.steps.contains(step.n) && !step.hidden) return true;
  if (step.hidden || step.where.line == 0) return false;
  if (is_memory(step.op)) return subject.objects.contains(step.object);
  if (subject.tasks.empty() || subject.tasks.contains(step.task)) return true;
  return step.op == StepOp::spawn || step.op == StepOp::fork || subject.objects.contains(step.object);
}

// Repetitions of the same thing by the same task (the turns of a loop) are shown by their last turn.
void fold_loops(std::vector<Step>& steps, const Subject& subject) {
  std::vector<Step> kept;
  for (Step& step : steps) {
    const bool again = !kept.empty() && kept.back().task == step.task && kept.back().op == step.op &&
                       kept.back().where == step.where && kept.back().object == step.object &&
                       kept.back().role == StepRole::none && !subject.steps.contains(kept.back().n);
    if (again) kept.pop_back();
    kept.push_back(std::move(step));
  }
  steps = std::move(kept);
}

// The last ones matter most; of those before them the starts of tasks, and what the finding names.
void drop_surplus(std::vector<Step>& steps, const Subject& subject, std::size_t most) {
  if (steps.size() <= most) return;
  std::size_t surplus = steps.size() - most;
  std::vector<Step> kept;
  for (Step& step : steps) {
    const bool needed = step.role != StepRole::none || subject.steps.contains(step.n) || step.op == StepOp::spawn ||
                        step.op == StepOp::fork;
    if (surplus > 0 && !needed) {
      --surplus;
      continue;
    }
    kept.push_back(std::move(step));
  }
  steps = std::move(kept);
}

}  // namespace

std::vector<Step> shorten(const Interleaving& interleaving, const Finding& finding, std::size_t most) {
  const Subject subject = subject_of(interleaving, finding);
  std::vector<Step> steps;
  const int end = subject.steps.empty() ? 0 : *subject.steps.rbegin();
  for (const Step& step : with_accesses(interleaving, finding)) {
    if (end > 0 && step.n > end && step.role == StepRole::none) continue;
    if (worth_showing(step, subject)) steps.push_back(step);
  }
  fold_loops(steps, subject);
  drop_surplus(steps, subject, most);
  std::map<int, int> numbers;
  for (std::size_t i = 0; i < steps.size(); ++i)
    numbers.emplace(steps[i].n, static_cast<int>(i) + 1);
  int number = 0;
  for (Step& step : steps) {
    const bool named = subject.steps.contains(step.n) && (finding.kind != FindingKind::data_race || is_memory(step.op));
    if (named) step.role = role_of(finding.kind);
    std::vector<int> after;
    for (const int before : step.after)
      if (numbers.contains(before)) after.push_back(numbers[before]);
    step.after = std::move(after);
    step.n = ++number;
  }
  return steps;
}

}  // namespace threadmark::observe
