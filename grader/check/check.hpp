// One rule of a lesson, fed with runs: it remembers the first that breaks it, or waits for one that shows it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grader/base/error.hpp"
#include "grader/check/judgement.hpp"
#include "grader/check/observation.hpp"
#include "grader/check/vocabulary.hpp"
#include "grader/model/grade.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/run.hpp"
#include "grader/model/source_token.hpp"

namespace threadmark::check {

class Ownership;

/// Enough of a run to make it again in full detail.
struct FirstFailure {
  std::string unit;
  std::string case_id;
  std::string strategy;
  long schedule = 0;
  TimeMode time = TimeMode::real;
  std::string choices;
};

/// A rule. Runs are fed in the order of their schedules, units one after another; only small state is kept. Judging is
/// a function of the run alone. Not for several threads at once.
class Check {
 public:
  Check(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary);
  virtual ~Check() = default;
  Check(const Check&) = delete;
  Check& operator=(const Check&) = delete;

  const CheckSpec& spec() const { return spec_; }

  /// True when runs of this case, unit and time mode are this check's business.
  virtual bool looks_at(const Run& run) const;

  /// What is wrong with this one run; empty also when the check does not look at it. For a `sometimes` check: why this
  /// run does not show it.
  std::vector<Finding> judge(const Run& run) const;

  void observe(const Run& run);
  void observe(const Observation& observation);

  /// The tokens of the student's files; only rules about the source listen.
  virtual void observe_source(const std::vector<SourceToken>&) {}

  /// True when no further run can change the outcome: an always-check failed, or a sometimes-check was shown.
  virtual bool decided() const;

  /// The outcome so far; final when all runs were fed.
  virtual CheckOutcome outcome() const;

  /// The run that made the check fail; for a `sometimes` check, the one that came closest (earliest among equals).
  const std::optional<FirstFailure>& first_failure() const { return first_failure_; }

  /// Takes the places of the findings from a replay of the failing run in full detail. False when the replay does not
  /// show the same failure; then nothing changes.
  bool place(const Run& replay);

  /// The kinds of the runtime's own findings that this check answers for, in the runs that it looks at.
  virtual std::vector<FindingKind> claimed_kinds() const { return {}; }

  /// Set once by make_checks; decides which of a run's own findings are this check's.
  void set_ownership(std::shared_ptr<const Ownership> ownership) { ownership_ = std::move(ownership); }

  /// What kept the check's own machinery from judging, if anything did (a checker program that could not run).
  virtual std::optional<Error> trouble() const { return std::nullopt; }

 protected:
  /// What the run says; called only for runs that `looks_at` accepts. Kinds, messages, places and steps are set, the
  /// rest is filled in.
  virtual Judgement judge_events(const Observation& observation) const = 0;

  /// False for rules that runs which were cut short can prove as well as others.
  virtual bool needs_complete_run() const { return true; }

  const Vocabulary& vocabulary() const { return *vocabulary_; }

  /// Hears of every run that is looked at, while the check is not decided.
  virtual void note(const Run&) {}

  /// True when this check answers for findings of that kind in that run.
  bool answers_for(FindingKind kind, const Run& run) const;

 private:
  Judgement judgement(const Observation& observation) const;
  void complete(Finding& finding, const Run& run) const;
  void show();
  void remember(const Run& run, std::vector<Finding> findings);
  CheckOutcome skipped(std::string reason) const;

  CheckSpec spec_;
  std::shared_ptr<const Vocabulary> vocabulary_;
  std::shared_ptr<const Ownership> ownership_;
  std::vector<Finding> findings_;
  std::optional<FirstFailure> first_failure_;
  bool failed_ = false;  ///< an always-check: some run breaks it
  bool shown_ = false;   ///< a sometimes-check: some run holds it
  long distance_ = 0;    ///< of the run in `first_failure_`, for a sometimes-check
  long runs_ = 0;
  long complete_runs_ = 0;
};

/// True when one of the findings is the same failure as `wanted`: of the same check and kind, told with the same
/// message.
bool shows(const std::vector<Finding>& findings, const Finding& wanted);

/// A finding of that kind and message at an event.
Finding finding_at(FindingKind kind, const Event& event, Message message);

/// A finding of that kind and message without a place.
Finding finding_without_place(FindingKind kind, Message message);

/// Another place that belongs to a finding, by itself or that of an event.
RelatedPlace related_place(Location where, Message message);
RelatedPlace related_at(const Event& event, Message message);

}  // namespace threadmark::check
