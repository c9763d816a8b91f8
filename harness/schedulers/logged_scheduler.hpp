// The common part of all our schedulers: keeps the log of the run and has a source of chance.
#pragma once

#include "harness/engine/shared_state.hpp"
#include "harness/schedulers/random.hpp"
#include "harness/schedulers/run_log.hpp"

namespace threadmark::schedulers {

/// Subclasses implement choose() and, where they want other than ordinary values, choose_value().
class LoggedScheduler : public engine::Scheduler {
 public:
  /// Fair ones do not let ends of sleeps pass others over for ever.
  enum class Fairness : std::uint8_t { on, off };

  LoggedScheduler(RunLog* log, std::uint64_t seed, Fairness fairness = Fairness::on)
      : random_(seed), log_(log), is_fair_(fairness == Fairness::on) {}

  std::size_t pick(std::span<const engine::Candidate> candidates, std::uint32_t current) final;
  std::uint32_t pick_value(std::uint32_t task, engine::ValueKind kind, std::uint32_t count) final;
  void task_created(std::uint32_t task) final;
  void performed(std::uint32_t task, const engine::Operation& operation) final;

 protected:
  ~LoggedScheduler() = default;

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
  std::size_t find_impatient(std::span<const engine::Candidate> candidates) const;
  void note_passed_over(std::span<const engine::Candidate> candidates, std::size_t chosen);

  RunLog* log_;
  bool is_fair_;
  bool somebody_waits_ = false;
  std::uint8_t passed_over_[engine::max_tasks] = {};
  std::uint32_t first_candidate_ = 0;
  std::uint32_t candidate_count_ = 0;
};

/// Index of `current`'s ready candidate, or candidates.size().
std::size_t find_ready(std::span<const engine::Candidate> candidates, std::uint32_t task);

}  // namespace threadmark::schedulers
