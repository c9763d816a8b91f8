// Grading a class: preflight, then everybody in parallel, each result stored the moment it is there.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/compile/compile.hpp"
#include "grader/intake/class_source.hpp"
#include "grader/model/lesson.hpp"
#include "grader/pipeline/class_plan.hpp"
#include "grader/pipeline/grade_one.hpp"
#include "grader/pipeline/interruption.hpp"
#include "grader/store/store.hpp"

namespace threadmark::pipeline {

/// How far a run is. Counts submissions; `graded` those of this call, `done` all that have an outcome or nothing.
struct ClassProgress {
  int total = 0;
  int done = 0;
  int nothing = 0;
  int kept = 0;
  int served = 0;
  int graded = 0;
  std::map<Verdict, int> verdicts;
  std::vector<std::string> running;
  double seconds = 0;  ///< since the first student began
};

/// Is told how a run goes on.
class ClassWatcher {
 public:
  virtual ~ClassWatcher() = default;

  /// A sentence for who waits: what is resumed, what went wrong.
  virtual void say(const std::string& sentence) = 0;

  /// Called several times a second, and at the end.
  virtual void progress(const ClassProgress& progress) = 0;
};

/// What to grade and how. References outlive the run.
struct ClassOrder {
  const compile::Means& means;
  const intake::ClassSource& source;
  const std::map<std::string, Lesson>& lessons;
  std::filesystem::path reference;    ///< the lessons' own solutions
  std::filesystem::path source_path;  ///< as it is stored
  GradeSettings settings;
  int jobs = 1;
  bool resume = false;
  PlanChoice choice;
};

/// How a run ended; `signal` is 0 when it came to its end.
struct ClassEnd {
  std::int64_t run = 0;
  ClassProgress progress;
  int signal = 0;
};

/// Grades the class into the store. Workers are forked: the caller must have no other threads. An Error of kind
/// environment also means that the preflight failed and nobody was graded.
Result<ClassEnd> run_class(store::Store& store, const ClassOrder& order, ClassWatcher& watcher,
                           const Interruption& interruption);

}  // namespace threadmark::pipeline
