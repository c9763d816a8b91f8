// What there is to do for a class: who is graded, who is served from what is stored, who has nothing.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/intake/class_source.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/submission.hpp"
#include "grader/pipeline/grade_one.hpp"
#include "grader/store/store.hpp"

namespace threadmark::pipeline {

/// Which stored results count.
struct PlanChoice {
  bool use_stored = true;     ///< identical work is not done twice
  bool retry_errors = false;  ///< what ended as a grader error in this run is graded again
};

/// One thing to grade, and the submissions of the run that it is the work of.
struct ClassJob {
  const Lesson* lesson = nullptr;
  Submission submission;
  std::int64_t content = 0;
  store::Means means;
  std::vector<std::int64_t> submissions;
  std::vector<std::string> names;
};

/// The work of a run, entered into the store. `settled` counts what has an outcome already: by this run before
/// (`kept`), or by an earlier one (`served`).
struct ClassPlan {
  std::vector<ClassJob> jobs;
  int entries = 0;
  int nothing = 0;
  int kept = 0;
  int served = 0;
  std::map<Verdict, int> settled;
};

/// What all grades of a run have in common.
struct CommonMeans {
  std::string toolchain;
  std::string sandbox;
  std::string build;  ///< `build_identity`
  GradeSettings settings;
};

/// The name of a choice of cross-checks, as the command line has it.
std::string_view name_of(CrossChecks choice);

/// Takes each entry of the class, enters it into that run and settles what is known. Lessons are found by id and
/// outlive the plan. All of it is one transaction.
Result<ClassPlan> plan_class(store::Store& store, std::int64_t run, const intake::ClassSource& source,
                             const std::map<std::string, Lesson>& lessons, const CommonMeans& common,
                             const PlanChoice& choice);

}  // namespace threadmark::pipeline
