// The search: its stack of states, races between steps, and what each race asks for.
#include "harness/schedulers/exhaustive.hpp"

#include <algorithm>
#include <new>

#include "harness/schedulers/logged_scheduler.hpp"

namespace threadmark::schedulers {

using engine::OperationKind;

namespace {

// Follows the prefix, then goes on with whoever is not asleep. Gives the run up when everybody is: it would repeat an
// earlier one.
class Guided final : public LoggedScheduler {
 public:
  Guided(const Plan& plan, PageArray<std::uint32_t>& prefix, PageArray<LoggedCandidate>& sleeping)
      : LoggedScheduler(plan.log, 0, Fairness::off),
        log_(*plan.log),
        abandon_(plan.abandon),
        prefix_(prefix.data()),
        prefix_size_(prefix.size()),
        sleeping_(sleeping.data()),
        sleeping_count_(sleeping.size()) {}

 private:
  std::size_t choose(std::span<const engine::Candidate> candidates, std::uint32_t current) override {
    if (depth_ < prefix_size_) {
      const std::uint32_t index = prefix_[depth_++];
      return index < candidates.size() ? index : 0;
    }
    ++depth_;
    // What the last step told is known only now.
    const LoggedStep* last = log_.last_step();
    if (last != nullptr && last->footprint.tells)
      wake([](const LoggedCandidate& other) { return other.footprint.tells; });
    std::size_t best = candidates.size();
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (is_asleep(candidates[i])) continue;
      // Whoever ends the process goes last: what it would cut off is seen so.
      const bool ready = candidates[i].how == engine::Wake::ready && !cuts_others_off(candidates, candidates[i]);
      if (ready && candidates[i].task == current) return i;
      const bool better = best == candidates.size() || (ready && candidates[best].how != engine::Wake::ready);
      if (better) best = i;
    }
    if (best < candidates.size()) return best;
    if (abandon_ != nullptr) abandon_();
    return 0;
  }

  std::uint32_t choose_value(std::uint32_t, engine::ValueKind, std::uint32_t) override {
    const std::uint32_t value = depth_ < prefix_size_ ? prefix_[depth_] : 0;
    ++depth_;
    return value;
  }

  bool is_asleep(const engine::Candidate& candidate) const {
    return std::any_of(sleeping_, sleeping_ + sleeping_count_, [&](const LoggedCandidate& other) {
      return other.task == candidate.task && other.how == candidate.how;
    });
  }

  void done(std::uint32_t task, const engine::Operation& operation) override {
    if (depth_ < prefix_size_) return;
    const Footprint footprint = footprint_of(operation);
    wake([&](const LoggedCandidate& other) { return other.task == task || dependent(other.footprint, footprint); });
  }

  template <class Wakes>
  void wake(Wakes wakes) {
    sleeping_count_ =
        static_cast<std::size_t>(std::remove_if(sleeping_, sleeping_ + sleeping_count_, wakes) - sleeping_);
  }

  RunLog& log_;
  void (*abandon_)();
  const std::uint32_t* prefix_;
  std::size_t prefix_size_;
  LoggedCandidate* sleeping_;
  std::size_t sleeping_count_;
  std::size_t depth_ = 0;
};

bool takes_lock(OperationKind kind) {
  return kind == OperationKind::lock || kind == OperationKind::lock_shared;
}

}  // namespace

engine::Scheduler* Exhaustive::prepare(Plan& plan, const Profile&) {
  if (finished_) return nullptr;
  plan.name = "exhaustive";
  plan.time = engine::TimeMode::exact;
  plan.log->keeps_candidates = true;
  prefix_.reserve();
  sleeping_.reserve();
  return new (plan.storage) Guided(plan, prefix_, sleeping_);
}

void Exhaustive::restart() {
  constexpr std::uint32_t most_restarts = 16;
  nodes_.clear();
  branches_.clear();
  prefix_.clear();
  sleeping_.clear();
  if (++restarts_ > most_restarts) give_up();
}

void Exhaustive::begin_again() {
  if (whole() || only_time_varies()) finished_ = false;
  if (!nodes_.empty()) restart();
}

void Exhaustive::give_up() {
  finished_ = true;
  claims_.give_up();
}

void Exhaustive::learn(const Result& result, const RunLog& log) {
  if (result.learned) {
    restart();
    return;
  }
  if (nodes_.empty() && engine::state().task_count <= 1 && !log.overflowed && !leaves_a_choice(log)) {
    claims_.note(result, log);
    finished_ = true;
    return;
  }
  const bool too_big = log.overflowed || log.step_count >= nodes_.capacity() || log.task_count > most_tasks;
  if (too_big || !follows_prefix(log)) {
    give_up();
    return;
  }
  claims_.note(result, log);
  extend(log);
  find_races(log);
  if (!next_branch()) finished_ = true;
}

bool Exhaustive::follows_prefix(const RunLog& log) const {
  if (log.step_count < nodes_.size()) return false;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    const LoggedStep& step = log.steps[i];
    if (node.is_value != step.is_value) return false;
    if (node.is_value) {
      if (step.value != node.chosen) return false;
      continue;
    }
    const LoggedCandidate& chosen = branches_[node.first_branch + node.chosen].candidate;
    if (step.candidate_count != node.branch_count || chosen.task != step.task || chosen.how != step.how) return false;
  }
  return true;
}

// Nodes for the steps after the prefix. Sleeping candidates are carried from node to node as the run did.
void Exhaustive::extend(const RunLog& log) {
  nodes_.reserve();
  branches_.reserve();
  // What the step that ended the prefix told is known only now.
  if (!nodes_.empty() && !nodes_.back().is_value)
    branches_[nodes_.back().first_branch + nodes_.back().chosen].candidate.footprint =
        log.steps[nodes_.size() - 1].footprint;
  for (auto i = static_cast<std::uint32_t>(nodes_.size()); i < log.step_count; ++i) {
    const LoggedStep& step = log.steps[i];
    Node node;
    node.is_value = step.is_value;
    if (step.is_value) {
      node.chosen = step.value;
      node.value_count = step.value_count;
      nodes_.push_back(node);
      continue;
    }
    node.first_branch = static_cast<std::uint32_t>(branches_.size());
    node.branch_count = step.candidate_count;
    // The node before this one that is a decision says who sleeps here: its sleepers and what it has explored, unless
    // its step woke them.
    const Node* before = nullptr;
    std::size_t at = nodes_.size();
    while (at > 0 && before == nullptr)
      if (!nodes_[--at].is_value) before = &nodes_[at];
    for (std::uint32_t j = 0; j < step.candidate_count; ++j) {
      Branch branch;
      branch.candidate = log.candidates[step.first_candidate + j];
      if (branch.candidate.task == step.task) branch.flags |= wanted;
      if (branch.candidate.task == step.task && branch.candidate.how == step.how) {
        node.chosen = static_cast<std::uint16_t>(j);
        branch.candidate.footprint = step.footprint;
      }
      if (before != nullptr) {
        const LoggedStep& last = log.steps[at];
        for (std::uint32_t k = 0; k < before->branch_count; ++k) {
          const Branch& other = branches_[before->first_branch + k];
          const bool slept = k != before->chosen && (other.flags & (asleep | explored)) != 0;
          const bool same =
              other.candidate.task == branch.candidate.task && other.candidate.how == branch.candidate.how;
          if (slept && same && other.candidate.task != last.task &&
              !dependent(other.candidate.footprint, last.footprint)) {
            branch.flags |= asleep;
            branch.candidate.footprint = other.candidate.footprint;
          }
        }
      }
      if (!branches_.push_back(branch)) return give_up();
    }
    if (!nodes_.push_back(node)) return give_up();
  }
}

void Exhaustive::find_races(const RunLog& log) {
  clocks_.reserve();
  clocks_.resize(log.step_count);
  std::fill(std::begin(last_of_), std::end(last_of_), 0U);
  for (std::uint32_t i = 0; i < log.step_count; ++i) {
    const LoggedStep& step = log.steps[i];
    if (step.is_value) {
      clocks_[i] = Clock{};
      continue;
    }
    find_races_of(log, i, step.task, step.footprint);
    clock_.latest[step.task] = i + 1;
    clocks_[i] = clock_;
    last_of_[step.task] = i + 1;
  }
  // What never happened counts too: who is stuck might have gone first.
  const engine::SharedState& state = engine::state();
  for (std::uint32_t task = 0; task < state.task_count && task < most_tasks; ++task) {
    if (state.tasks[task].state != engine::TaskState::alive) continue;
    find_races_of(log, log.step_count, task, footprint_of(state.tasks[task].pending));
  }
}

// What happens before the step by its own task's order, creation and joining.
void Exhaustive::begin_clock(const RunLog& log, std::uint32_t, std::uint32_t task, const Footprint& footprint) {
  clock_ = Clock{};
  const auto join = [this](std::uint32_t step) {
    for (std::uint32_t i = 0; i < most_tasks; ++i)
      clock_.latest[i] = std::max(clock_.latest[i], clocks_[step].latest[i]);
  };
  if (last_of_[task] > 0) {
    join(last_of_[task] - 1);
  } else if (task < log.task_count && log.tasks[task].created_at > 0) {
    // Values may have been logged since the creating step.
    std::uint32_t creation = log.tasks[task].created_at;
    while (creation > 0 && log.steps[creation - 1].is_value)
      --creation;
    if (creation > 0) join(creation - 1);
  }
  const std::uint32_t joined = footprint.kind == OperationKind::join ? footprint.joined_task : most_tasks;
  if (joined < most_tasks && last_of_[joined] > 0) join(last_of_[joined] - 1);
}

void Exhaustive::find_races_of(const RunLog& log, std::uint32_t step, std::uint32_t task, const Footprint& footprint) {
  begin_clock(log, step, task, footprint);
  for (std::uint32_t i = step; i-- > 0;) {
    const LoggedStep& other = log.steps[i];
    if (other.is_value || other.task == task || clock_.latest[other.task] > i) continue;
    if (!dependent(other.footprint, footprint)) continue;
    std::uint32_t first = i;
    // An unlock and a lock never stand ready side by side: the lock that it ends is what could have come later.
    if (takes_lock(footprint.kind) && other.footprint.kind == OperationKind::unlock) {
      while (first > 0) {
        const LoggedStep& earlier = log.steps[--first];
        if (!earlier.is_value && earlier.task == other.task && takes_lock(earlier.footprint.kind) &&
            earlier.footprint.object == other.footprint.object)
          break;
      }
    }
    if (clock_.latest[other.task] <= first) reverse(log, first, step, task);
    for (std::uint32_t k = 0; k < most_tasks; ++k)
      clock_.latest[k] = std::max(clock_.latest[k], clocks_[i].latest[k]);
  }
}

bool Exhaustive::happens_before(std::uint32_t first, const RunLog& log, std::uint32_t second) const {
  return clocks_[second].latest[log.steps[first].task] > first;
}

// Whether that step, which does not depend on `first`, could be made instead of it: nothing between that is kept comes
// before it.
bool Exhaustive::is_initial(const RunLog& log, std::uint32_t first, std::uint32_t candidate) const {
  for (std::uint32_t k = first + 1; k < candidate; ++k) {
    if (log.steps[k].is_value || happens_before(first, log, k)) continue;
    if (happens_before(k, log, candidate)) return false;
  }
  return true;
}

// The race between step `first` and the later step of `task`: somebody who could begin the reversed order must be tried
// before `first`.
void Exhaustive::reverse(const RunLog& log, std::uint32_t first, std::uint32_t second, std::uint32_t task) {
  const Node& node = nodes_[first];
  bool initial[most_tasks] = {};
  bool seen[most_tasks] = {};
  for (std::uint32_t k = first + 1; k < second; ++k) {
    const LoggedStep& step = log.steps[k];
    if (step.is_value || happens_before(first, log, k) || seen[step.task]) continue;
    seen[step.task] = true;
    initial[step.task] = is_initial(log, first, k);
  }
  // The second step itself begins its task's part when nothing that is kept comes before it.
  if (!seen[task]) {
    bool begins = true;
    for (std::uint32_t k = first + 1; k < second && begins; ++k) {
      if (log.steps[k].is_value || happens_before(first, log, k)) continue;
      begins = clock_.latest[log.steps[k].task] <= k;
    }
    initial[task] = begins;
  }
  Branch* added = nullptr;
  for (std::uint32_t j = 0; j < node.branch_count; ++j) {
    Branch& branch = branches_[node.first_branch + j];
    if (branch.candidate.task >= most_tasks || !initial[branch.candidate.task]) continue;
    if ((branch.flags & (wanted | explored)) != 0) return;
    if (added == nullptr || branch.candidate.task == task) added = &branch;
  }
  if (added == nullptr) return;
  for (std::uint32_t j = 0; j < node.branch_count; ++j) {
    Branch& branch = branches_[node.first_branch + j];
    if (branch.candidate.task == added->candidate.task) branch.flags |= wanted;
  }
}

// Cuts the stack back to the deepest state with something left to try, and sets up the next prefix. False: nothing is
// left.
bool Exhaustive::next_branch() {
  while (!nodes_.empty()) {
    Node& node = nodes_.back();
    if (node.is_value) {
      // One value other than the ordinary one in a schedule: else a loop that may fail without reason has no last
      // iteration.
      std::uint32_t changed = 0;
      for (std::size_t i = 0; i + 1 < nodes_.size(); ++i)
        changed += nodes_[i].is_value && nodes_[i].chosen != 0 ? 1 : 0;
      if (changed == 0 && node.chosen + 1 < node.value_count) {
        ++node.chosen;
        break;
      }
    } else {
      branches_[node.first_branch + node.chosen].flags |= explored;
      std::uint32_t next = 0;
      while (next < node.branch_count &&
             (branches_[node.first_branch + next].flags & (wanted | explored | asleep)) != wanted)
        ++next;
      if (next < node.branch_count) {
        node.chosen = static_cast<std::uint16_t>(next);
        branches_.resize(node.first_branch + node.branch_count);
        break;
      }
      branches_.resize(node.first_branch);
    }
    nodes_.pop_back();
  }
  if (nodes_.empty()) return false;
  prefix_.clear();
  for (const Node& node : nodes_)
    prefix_.push_back(node.chosen);
  sleeping_.clear();
  const Node& last = nodes_.back();
  for (std::uint32_t j = 0; !last.is_value && j < last.branch_count; ++j) {
    const Branch& branch = branches_[last.first_branch + j];
    if (j != last.chosen && (branch.flags & (explored | asleep)) != 0) sleeping_.push_back(branch.candidate);
  }
  return true;
}

Exhaustive* make_exhaustive() {
  alignas(Exhaustive) static std::byte storage[sizeof(Exhaustive)];
  return new (storage) Exhaustive;
}

}  // namespace threadmark::schedulers
