// Selectively uniform random walk.
#include <new>

#include "harness/schedulers/logged_scheduler.hpp"
#include "harness/schedulers/samplers.hpp"

namespace threadmark::schedulers {
namespace {

class SelectivelyUniform final : public LoggedScheduler {
 public:
  SelectivelyUniform(const Plan& plan, const Profile& profile) : LoggedScheduler(plan), profile_(profile) {
    choose_place();
    // What a task will do and what those that it creates will: theirs until they exist.
    for (std::uint32_t i = profile_.task_count(); i-- > 0;) {
      own_[i] = weight_of(i);
      with_children_[i] += own_[i];
      if (i > 0 && profile_.creator_of(i) < i) with_children_[profile_.creator_of(i)] += with_children_[i];
    }
    for (std::uint32_t i = 0; i < profile_.task_count(); ++i)
      remaining_[i] = 0;
    remaining_[0] = with_children_[0];
  }

 private:
  static constexpr std::uint32_t nobody = ~0U;

  // Places whose order of accesses is interesting: data first; locks only where there is no shared data to choose from.
  void choose_place() {
    const auto& places = profile_.places();
    std::uint32_t data = 0;
    for (const Place& place : places)
      data += place.is_data ? 1 : 0;
    const auto all = static_cast<std::uint32_t>(places.size());
    if (all == 0) return;
    std::uint32_t drawn = random_.below(data > 0 ? data : all);
    for (const Place& place : places) {
      if (data > 0 && !place.is_data) continue;
      if (drawn-- == 0) {
        place_ = place;
        return;
      }
    }
  }

  std::uint32_t weight_of(std::uint32_t task) const {
    for (std::uint32_t i = place_.first_use; i < place_.first_use + place_.use_count; ++i)
      if (profile_.uses()[i].task == task) return profile_.uses()[i].count;
    return 0;
  }

  bool is_interesting(std::uint32_t task) const {
    return place_.location != 0 && location_of(footprint_of(engine::task(task).pending)) == place_.location;
  }

  std::size_t choose(std::span<const engine::Candidate> candidates, std::uint32_t) override {
    if (intended_ == nobody || engine::task(intended_).state != engine::TaskState::alive) intend_any();
    const std::size_t other =
        draw(candidates, [this](std::uint32_t task) { return !is_interesting(task) || task == intended_; });
    if (other < candidates.size()) return other;
    // Everybody who can go on stands before the place, and the intended one cannot: it is another's turn.
    const std::size_t forced = draw(candidates, [](std::uint32_t) { return true; });
    intended_ = candidates[forced].task;
    return forced;
  }

  // One of the admitted candidates; those that need no reason count a quarter. Their number when none is admitted.
  template <class Admits>
  std::size_t draw(std::span<const engine::Candidate> candidates, Admits admits) {
    std::uint32_t total = 0;
    for (const engine::Candidate& candidate : candidates)
      total += admits(candidate.task) ? turns(candidate) : 0;
    if (total == 0) return candidates.size();
    std::uint32_t drawn = random_.below(total);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (!admits(candidates[i].task)) continue;
      if (drawn < turns(candidates[i])) return i;
      drawn -= turns(candidates[i]);
    }
    return candidates.size();
  }
  static std::uint32_t turns(const engine::Candidate& candidate) {
    return candidate.how == engine::Wake::ready ? 4 : 1;
  }

  // The task that touches the place next, by how much each has still to do there.
  void intend_any() {
    const std::uint32_t count = engine::state().task_count;
    std::uint32_t total = 0;
    for (std::uint32_t i = 0; i < count; ++i)
      total += weight_now(i);
    intended_ = nobody;
    if (total == 0) return;
    std::uint32_t drawn = random_.below(total);
    for (std::uint32_t i = 0; i < count; ++i) {
      if (drawn < weight_now(i)) {
        intended_ = i;
        return;
      }
      drawn -= weight_now(i);
    }
  }
  std::uint32_t weight_now(std::uint32_t task) const {
    return engine::task(task).state == engine::TaskState::alive ? remaining_[task] : 0;
  }

  void created(std::uint32_t task) override {
    if (task >= profile_.task_count()) {
      remaining_[task] = 1;
      return;
    }
    remaining_[task] = with_children_[task];
    std::uint32_t& creator = remaining_[engine::task(task).creator];
    creator = creator > with_children_[task] ? creator - with_children_[task] : 0;
    // The intended one may have been meant for its child.
    if (intended_ == engine::task(task).creator) intended_ = nobody;
  }

  void done(std::uint32_t task, const engine::Operation& operation) override {
    if (place_.location == 0 || location_of(footprint_of(operation)) != place_.location) return;
    if (remaining_[task] > 0) --remaining_[task];
    intended_ = nobody;
  }

  const Profile& profile_;
  Place place_;
  std::uint32_t intended_ = nobody;
  std::uint32_t own_[engine::max_tasks] = {};
  std::uint32_t with_children_[engine::max_tasks] = {};
  std::uint32_t remaining_[engine::max_tasks] = {};
};
static_assert(sizeof(SelectivelyUniform) <= engine::scheduler_storage_size);

}  // namespace

engine::Scheduler* make_surw(const Plan& plan, const Profile& profile) {
  if (!profile.known()) return make_random_walk(plan, profile);
  return new (plan.storage) SelectivelyUniform(plan, profile);
}

}  // namespace threadmark::schedulers
