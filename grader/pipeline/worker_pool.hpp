// Several workers at once: jobs in, answers out, in whatever order they come.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/pipeline/interruption.hpp"
#include "grader/pipeline/worker.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace threadmark::pipeline {

/// The workers of one run. A worker that dies is replaced; its job is given to another once, and then given up.
class WorkerPool {
 public:
  /// `grade` and `sandbox` outlive it.
  WorkerPool(int workers, const GradeJob& grade, const sandbox::Sandbox& sandbox, std::string scratch);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  void add(std::size_t job) { waiting_.push_back(job); }

  /// True when nothing waits and nobody works.
  bool idle() const;

  /// The jobs that are being graded, the one that began first in front.
  const std::vector<std::size_t>& running() const { return running_; }

  /// Keeps the workers busy and gives the answers that come within that time; fewer, or none, when it is over or the
  /// interruption is raised. An Error: no worker can be started.
  Result<std::vector<Answer>> wait(int milliseconds, const Interruption& interruption);

  /// Ends all workers at once, with everything that they started.
  void kill();

 private:
  Result<void> hand_out();
  void take_from(std::size_t worker, std::vector<Answer>& answers);
  void end(std::vector<Worker> workers);

  std::size_t most_;
  const GradeJob& grade_;
  const sandbox::Sandbox& sandbox_;
  std::string scratch_;
  std::vector<Worker> workers_;
  std::deque<std::size_t> waiting_;
  std::vector<std::size_t> running_;
  std::vector<std::size_t> tried_again_;
};

}  // namespace threadmark::pipeline
