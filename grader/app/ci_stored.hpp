// Results that `threadmark ci` keeps from run to run, so that what did not change is not graded again.
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

#include "grader/ci/git.hpp"
#include "grader/compile/compile.hpp"
#include "grader/model/grade.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/submission.hpp"
#include "grader/pipeline/grade_one.hpp"
#include "grader/store/store.hpp"

namespace threadmark::app {

/// Whether a folder lies where this commit could have put something: inside the clone, below a name that the commit
/// brings. Nothing that lies there is ours.
bool brought_by(const ci::Git& git, const std::string& commit, const std::filesystem::path& folder);

/// A file of results in the cache. The key is everything that a grade is a function of: content, lesson, toolchain,
/// seed, schedules, cross-checks, sandbox level and the build of threadmark. From any thread.
class StoredResults {
 public:
  /// Opens or makes `cache`/results.db; a file that cannot be read, or has grown beyond 64 MiB, is begun anew. Where
  /// that fails too, nothing is found and nothing kept: a cache is no condition of grading.
  StoredResults(const std::filesystem::path& cache, const compile::Means& means,
                const pipeline::GradeSettings& settings);

  /// The grade of the same work by the same means, if there is one.
  std::optional<Grade> find(const Lesson& lesson, const Submission& submission);

  /// Keeps a grade, unless it is a grader error.
  void keep(const Lesson& lesson, const Submission& submission, const Grade& grade);

 private:
  Result<store::Means> means_for(const Lesson& lesson);

  std::mutex mutex_;
  std::optional<store::Store> store_;
  store::Means means_;
  std::optional<std::uint64_t> seed_;
};

}  // namespace threadmark::app
