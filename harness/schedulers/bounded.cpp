// Iterative context bounding: each schedule is its parent with one more departure from the default.
#include "harness/schedulers/bounded.hpp"

#include <new>

#include "harness/schedulers/logged_scheduler.hpp"
#include "harness/schedulers/page_array.hpp"

namespace threadmark::schedulers {
namespace {

using engine::Candidate;
using engine::Wake;

/// At its `step`-th step the run goes on with this candidate, not with the default one.
struct Departure {
  std::uint32_t step = 0;
  std::uint32_t task = 0;
  Wake how = Wake::ready;
};
constexpr std::uint32_t most_departures = 12;

/// A schedule: the default one but for its departures, in order of steps.
struct Path {
  std::uint32_t count = 0;
  std::uint32_t preemptions = 0;
  std::uint64_t location = 0;  ///< of the operation that the last departure puts off; 0: none that can be compared
  Departure departures[most_departures];
};

/// The default: who runs goes on; else the first task that can, else the first way there is.
std::size_t default_of(std::span<const Candidate> candidates, std::uint32_t current) {
  const std::size_t same = find_ready(candidates, current);
  if (same < candidates.size() && !cuts_others_off(candidates, candidates[same])) return same;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (candidates[i].how == Wake::ready && !cuts_others_off(candidates, candidates[i])) return i;
  return 0;
}

class OnePath final : public LoggedScheduler {
 public:
  OnePath(const Plan& plan, const Path& path) : LoggedScheduler(plan.log, 0, Fairness::on, Ends::any), path_(path) {}

 private:
  std::size_t choose(std::span<const Candidate> candidates, std::uint32_t current) override {
    if (next_ < path_.count && path_.departures[next_].step == steps_) {
      const Departure& departure = path_.departures[next_++];
      for (std::size_t i = 0; i < candidates.size(); ++i)
        if (candidates[i].task == departure.task && candidates[i].how == departure.how) return i;
    }
    return default_of(candidates, current);
  }
  std::uint32_t choose_value(std::uint32_t, engine::ValueKind, std::uint32_t) override { return 0; }
  void done(std::uint32_t, const engine::Operation&) override { ++steps_; }

  Path path_;
  std::uint32_t next_ = 0;
  std::uint32_t steps_ = 0;
};
static_assert(sizeof(OnePath) <= engine::scheduler_storage_size);

class Bounded final : public Strategy {
 public:
  Bounded() { queues_[0].paths.push_back(Path{}); }

  engine::Scheduler* prepare(Plan& plan, const Profile& profile) override {
    bound_ = plan.preemptions < most_preemptions ? plan.preemptions : most_preemptions;
    for (std::uint32_t i = 0; i <= bound_; ++i) {
      Queue& queue = queues_[i];
      while (queue.taken < queue.paths.size()) {
        path_ = queue.paths[queue.taken++];
        // Standing before an operation that is nobody else's business is the same as standing before the next one.
        if (path_.location != 0 && profile.known() && !profile.is_contested(path_.location)) continue;
        plan.name = "bounded";
        plan.log->keeps_candidates = true;
        return new (plan.storage) OnePath(plan, path_);
      }
    }
    return nullptr;
  }

  void learn(const Result&, const RunLog& log) override {
    if (path_.count == most_departures || log.overflowed) return;
    const std::uint32_t from = path_.count == 0 ? 0 : path_.departures[path_.count - 1].step + 1;
    std::uint32_t step = 0;
    std::uint32_t runner = 0;
    for (std::uint32_t i = 0; i < log.step_count; ++i) {
      if (log.steps[i].is_value) continue;
      if (step >= from) branch(log, log.steps[i], step, runner);
      runner = log.steps[i].task;
      ++step;
    }
  }

 private:
  static constexpr std::uint32_t most_preemptions = 7;
  /// Memory is touched only as far as the queue is long.
  struct Queue {
    PageArray<Path> paths{std::size_t{1} << 16};
    std::size_t taken = 0;
  };

  /// Queues the other ways to go on from that step, where `runner` ran before.
  void branch(const RunLog& log, const LoggedStep& chosen, std::uint32_t step, std::uint32_t runner) {
    if (chosen.candidate_count < 2) return;
    const LoggedCandidate* ways = &log.candidates[chosen.first_candidate];
    const LoggedCandidate* going_on = nullptr;
    for (std::uint32_t i = 0; i < chosen.candidate_count; ++i)
      if (ways[i].task == runner && ways[i].how == Wake::ready) going_on = &ways[i];
    if (going_on != nullptr && is_private(going_on->footprint)) return;
    for (std::uint32_t i = 0; i < chosen.candidate_count; ++i) {
      if (ways[i].task == chosen.task && ways[i].how == chosen.how) continue;
      // Waking without a reason counts like a preemption: both are what a run could do without.
      const bool costs = going_on != nullptr || ways[i].how == Wake::spurious;
      const std::uint32_t preemptions = path_.preemptions + (costs ? 1 : 0);
      if (preemptions > bound_) continue;
      Path next = path_;
      next.preemptions = preemptions;
      next.location = going_on != nullptr ? location_of(going_on->footprint) : 0;
      next.departures[next.count++] = {step, ways[i].task, ways[i].how};
      queues_[preemptions].paths.push_back(next);
    }
  }

  /// Operations between which nothing can come that matters: those that touch nothing, and releases (standing after one
  /// is the next step).
  static bool is_private(const Footprint& footprint) {
    if (footprint.kind == engine::OperationKind::unlock) return true;
    return location_of(footprint) == 0 && footprint.kind < engine::OperationKind::fork;
  }

  Path path_;
  std::uint32_t bound_ = 0;
  Queue queues_[most_preemptions + 1];
};

}  // namespace

Strategy* make_bounded() {
  alignas(Bounded) static std::byte storage[sizeof(Bounded)];
  return new (storage) Bounded;
}

}  // namespace threadmark::schedulers
