// All rules of a lesson together, the implied ones included: fed with runs, they give the outcomes.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "grader/base/result.hpp"
#include "grader/check/check.hpp"
#include "grader/check/checker_trace.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/run.hpp"
#include "grader/model/source_token.hpp"

namespace threadmark::check {

/// What checks need from those who make them.
struct MakeOptions {
  AskChecker ask_checker;  ///< only lessons with a `checker` check need it
};

/// The checks of one lesson while one submission is graded. Movable; not for several threads at once.
class Checks {
 public:
  /// Feeds one run: the runs of a unit in the order of their schedules, units one after another in a fixed order.
  void observe(const Run& run);

  /// Feeds the tokens of the student's files, once.
  void observe_source(const std::vector<SourceToken>& tokens);

  /// True when no further run can change any outcome.
  bool decided() const;

  /// The outcomes in the order of the spec, the implied checks last. Final when all runs were fed.
  std::vector<CheckOutcome> outcomes() const;

  /// What each outcome is an outcome of, in the same order.
  std::vector<CheckSpec> specs() const;

  /// The check of that id, or nullptr.
  Check* find(std::string_view id);

  auto begin() { return checks_.begin(); }
  auto end() { return checks_.end(); }
  auto begin() const { return checks_.begin(); }
  auto end() const { return checks_.end(); }

  /// Warnings of all runs, each once, by no check: lock orders, unless they were seen to lock up.
  std::vector<Finding> warnings() const;

  /// Why a check could not be judged at all (a checker program that does not run): the grader's failure.
  std::optional<Error> trouble() const;

 private:
  friend tl::expected<Checks, std::vector<SpecProblem>> make_checks(const Lesson& lesson, const MakeOptions& options);

  void collect_warnings(const Run& run);

  std::shared_ptr<const Vocabulary> vocabulary_;
  std::vector<std::unique_ptr<Check>> checks_;
  std::vector<Finding> warnings_;
  std::vector<Finding> deadlocks_;  ///< one for each set of places, to drop warnings that came true
};

/// True when one of the places of a lock-order warning is a place of the deadlock, or one of them has none: the warning
/// came true and says nothing more.
bool came_true(const Finding& warning, const Finding& deadlock);

/// The checks that the lesson's spec names and those that every lesson has; or all that is wrong with them.
tl::expected<Checks, std::vector<SpecProblem>> make_checks(const Lesson& lesson, const MakeOptions& options = {});

}  // namespace threadmark::check
