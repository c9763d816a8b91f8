// Running a built submission under the controlled runtime and feeding its checks, then explaining what failed.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/check/checks.hpp"
#include "grader/model/grade.hpp"
#include "grader/model/lesson.hpp"
#include "grader/observe/interleaving.hpp"
#include "grader/pipeline/grade_one.hpp"
#include "grader/run/explorer.hpp"

namespace threadmark::pipeline {

/// One submission's programs being examined: explorers by case, the checks that they feed.
class Examination {
 public:
  Examination(const compile::Means& means, const Lesson& lesson, const Submission& submission,
              const Workspace& workspace, const Build& build, check::Checks& checks, const GradeSettings& settings);

  /// Explores every unit of every case until all checks are decided or the budgets end.
  Result<std::vector<RunSummary>> explore();

  /// For each check that failed: shrinks its schedule, replays it in full detail, and gives the check the places; the
  /// findings then carry a schedule and a replay token.
  Result<std::vector<CheckOutcome>> explain();
  /// What a person should look at before believing the outcomes: failures that did not come again. After explain().
  const std::vector<Message>& review() const { return review_; }

 private:
  class Sink;

  Result<run::Explorer*> explorer_for(const std::string& case_id);
  Result<bool> explain_one(check::Check& check, CheckOutcome& outcome);
  Result<bool> repeat(check::Check& check, const std::string& choices, CheckOutcome& outcome);
  Result<void> note_once_only(const std::vector<const check::Check*>& once_only, std::size_t failed);
  Result<std::string> shrunk(run::Explorer& explorer, const check::Check& check, const Finding& wanted) const;
  run::Replay repetition(const check::FirstFailure& failure, const std::string& choices, bool full) const;
  std::string token(const check::FirstFailure& failure, const std::string& choices) const;

  const compile::Means& means_;
  const Lesson& lesson_;
  const Submission& submission_;
  const Workspace& workspace_;
  const Build& build_;
  check::Checks& checks_;
  const GradeSettings& settings_;
  std::map<std::string, std::unique_ptr<run::Explorer>> explorers_;
  std::unique_ptr<observe::Interleavings> interleavings_;
  std::vector<Message> review_;
};

}  // namespace threadmark::pipeline
