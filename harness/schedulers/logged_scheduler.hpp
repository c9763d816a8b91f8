// The common part of all our schedulers: keeps the log of the run and has a source of chance.
#pragma once

#include "harness/engine/shared_state.hpp"
#include "harness/schedulers/random.hpp"
#include "harness/schedulers/run_log.hpp"
#include "harness/schedulers/strategy.hpp"

namespace threadmark::schedulers {

/// Subclasses implement choose() and, where they want other than ordinary values, choose_value().
class LoggedScheduler : public engine::Scheduler {
 public:
  /// Fair ones do not let ends of sleeps pass others over for ever.
  enum class Fairness : std::uint8_t { on, off };

  /// The end of a process cuts its other tasks off. `late`: not before these have had their turn; `any`: when it comes.
  enum class Ends : std::uint8_t { late, any };

  LoggedScheduler(RunLog* log, std::uint64_t seed, Fairness fairness = Fairness::on, Ends ends = Ends::late)
      : random_(seed), log_(log), is_fair_(fairness == Fairness::on), ends_(ends) {}
  /// A sampler's: its source of chance is the schedule's; ends are late in seven of eight schedules.
  explicit LoggedScheduler(const Plan& plan)
      : LoggedScheduler(plan.log, derived_seed(plan.seed, plan.number), Fairness::on, ends_of(plan)) {}

  std::size_t pick(std::span<const engine::Candidate> candidates, std::uint32_t current) final;
  std::uint32_t pick_value(std::uint32_t task, engine::ValueKind kind, std::uint32_t count) final;
  void task_created(std::uint32_t task) final;
  void performed(std::uint32_t task, const engine::Operation& operation) final;

 protected:
  ~LoggedScheduler() = default;

  static Ends ends_of(const Plan& plan) { return plan.number % 8 == 7 ? Ends::any : Ends::late; }

  virtual std::size_t choose(std::span<const engine::Candidate> candidates, std::uint32_t current) = 0;
  /// Default: another value than the ordinary one in one of eight cases.
  virtual std::uint32_t choose_value(std::uint32_t task, engine::ValueKind kind, std::uint32_t count);
  virtual void created(std::uint32_t task);
  virtual void done(std::uint32_t task, const engine::Operation& operation);

  Random random_;

 private:
  // Somebody who sleeps and looks, again and again, may not keep the others from running for ever, nor may a short
  // sleep a long one: who was passed over by so many ends of sleeps goes on.
  static constexpr std::uint8_t patience = 8;
  // Who works on for ever is cut off after all.
  static constexpr std::uint32_t longest_wait_with_ends = 3000;
  std::size_t choose_late_ends(std::span<const engine::Candidate> candidates, std::uint32_t current);
  std::size_t find_impatient(std::span<const engine::Candidate> candidates) const;
  void note_passed_over(std::span<const engine::Candidate> candidates, std::size_t chosen);

  RunLog* log_;
  bool is_fair_;
  Ends ends_;
  std::uint32_t waited_with_ends_ = 0;
  bool somebody_waits_ = false;
  std::uint8_t passed_over_[engine::max_tasks] = {};
  std::uint32_t first_candidate_ = 0;
  std::uint32_t candidate_count_ = 0;
};

/// Whether the candidate is about to end its process while another task of it is among the candidates and ready.
bool cuts_others_off(std::span<const engine::Candidate> candidates, const engine::Candidate& candidate);

/// Index of `current`'s ready candidate, or candidates.size().
std::size_t find_ready(std::span<const engine::Candidate> candidates, std::uint32_t task);

}  // namespace threadmark::schedulers
