// Handing out jobs, collecting answers, replacing workers that died.
#include "grader/pipeline/worker_pool.hpp"

#include <algorithm>
#include <utility>

#include <poll.h>

namespace threadmark::pipeline {

WorkerPool::WorkerPool(int workers, const GradeJob& grade, const sandbox::Sandbox& sandbox, std::string scratch)
    : most_(static_cast<std::size_t>(std::max(workers, 1))),
      grade_(grade),
      sandbox_(sandbox),
      scratch_(std::move(scratch)) {}

WorkerPool::~WorkerPool() {
  kill();
}

bool WorkerPool::idle() const {
  return waiting_.empty() && running_.empty();
}

void WorkerPool::end(std::vector<Worker> workers) {
  std::vector<pid_t> pids;
  for (Worker& worker : workers) {
    pids.push_back(worker.pid());
    worker.kill();
  }
  // Sandboxes die with their worker; their groups are left for us.
  for (const pid_t pid : pids)
    if (pid > 0) sandbox_.end_all_of(pid);
}

void WorkerPool::kill() {
  end(std::exchange(workers_, {}));
  running_.clear();
}

Result<void> WorkerPool::hand_out() {
  while (!waiting_.empty()) {
    auto idle = std::find_if(workers_.begin(), workers_.end(), [](const Worker& worker) { return !worker.busy(); });
    if (idle == workers_.end()) {
      if (workers_.size() >= most_) return {};
      auto started = Worker::start(grade_, scratch_);
      if (!started) return fail(started.error());
      workers_.push_back(*std::move(started));
      idle = std::prev(workers_.end());
    }
    const std::size_t job = waiting_.front();
    if (!idle->give(job)) {
      std::vector<Worker> dead;
      dead.push_back(std::move(*idle));
      workers_.erase(idle);
      end(std::move(dead));
      continue;
    }
    running_.push_back(job);
    waiting_.pop_front();
  }
  return {};
}

void WorkerPool::take_from(std::size_t worker, std::vector<Answer>& answers) {
  const pid_t pid = workers_.at(worker).pid();
  auto answer = workers_.at(worker).take();
  if (!answer) return;
  running_.erase(std::find(running_.begin(), running_.end(), answer->job));
  if (answer->grade) return answers.push_back(*std::move(answer));
  sandbox_.end_all_of(pid);
  workers_.erase(workers_.begin() + static_cast<std::ptrdiff_t>(worker));
  // Once may have been the machine's doing, such as its want of memory.
  const bool again = std::find(tried_again_.begin(), tried_again_.end(), answer->job) != tried_again_.end();
  if (again) return answers.push_back(*std::move(answer));
  tried_again_.push_back(answer->job);
  waiting_.push_front(answer->job);
}

Result<std::vector<Answer>> WorkerPool::wait(int milliseconds, const Interruption& interruption) {
  std::vector<Answer> answers;
  if (auto given = hand_out(); !given) return fail(given.error());
  std::vector<pollfd> polled = {{interruption.descriptor(), POLLIN, 0}};
  for (const Worker& worker : workers_)
    polled.push_back({worker.busy() ? worker.descriptor() : -1, POLLIN, 0});
  if (::poll(polled.data(), polled.size(), milliseconds) <= 0 || interruption.raised()) return answers;
  // From the back, as a dead one is taken out.
  for (std::size_t i = polled.size() - 1; i > 0; --i)
    if (polled[i].revents != 0) take_from(i - 1, answers);
  if (auto given = hand_out(); !given) return fail(given.error());
  return answers;
}

}  // namespace threadmark::pipeline
