// A process of our own that grades one submission after another, so that whatever happens to it costs only one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "grader/base/result.hpp"
#include "grader/model/grade.hpp"

namespace threadmark::pipeline {

/// Grades the job of that number. Runs in a worker, which knows what its parent knew when it was started.
using GradeJob = std::function<Grade(std::size_t job)>;

/// How a worker answered: a grade, or why there is none.
struct Answer {
  std::size_t job = 0;
  std::optional<Grade> grade;
  std::string trouble;
};

/// One worker process. Started by fork, so only from a process with one thread; dies with its parent. Its temporary
/// files go to `scratch`.
class Worker {
 public:
  static Result<Worker> start(const GradeJob& grade, const std::string& scratch);
  ~Worker();
  Worker(Worker&& other) noexcept;
  Worker& operator=(Worker&& other) noexcept;

  /// Gives an idle worker a job; false: it has died.
  bool give(std::size_t job);
  bool busy() const { return job_.has_value(); }
  std::size_t job() const { return *job_; }

  /// To poll for reading while it is busy.
  int descriptor() const { return descriptor_; }
  pid_t pid() const { return pid_; }

  /// Takes what has come; the answer once it is whole. After trouble the worker is dead.
  std::optional<Answer> take();

  /// Ends it at once and waits for that; how it ended, in words.
  std::string kill();

 private:
  Worker(pid_t pid, int descriptor) : pid_(pid), descriptor_(descriptor) {}

  pid_t pid_ = -1;
  int descriptor_ = -1;
  std::optional<std::size_t> job_;
  std::string received_;
};

}  // namespace threadmark::pipeline
