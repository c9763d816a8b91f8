// Forking workers and talking with them: a job's number in, the length and the record of a grade out.
#include "grader/pipeline/worker.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "grader/store/grade_record.hpp"

namespace threadmark::pipeline {
namespace {

bool send_all(int to, const void* bytes, std::size_t size) {
  const char* next = static_cast<const char*>(bytes);
  while (size > 0) {
    const ssize_t sent = ::send(to, next, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    next += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool receive_all(int from, void* bytes, std::size_t size) {
  char* next = static_cast<char*>(bytes);
  while (size > 0) {
    const ssize_t got = ::recv(from, next, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    next += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

/// The life of a worker. Its parent alone answers the keyboard.
[[noreturn]] void work(const GradeJob& grade, int descriptor, pid_t parent, const std::string& scratch) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(0);
  for (const int number : {SIGINT, SIGTERM, SIGHUP})
    ::signal(number, SIG_IGN);
  ::setenv("TMPDIR", scratch.c_str(), 1);
  std::uint64_t job = 0;
  while (receive_all(descriptor, &job, sizeof job)) {
    const std::string record = store::grade_record(grade(static_cast<std::size_t>(job)));
    const std::uint64_t size = record.size();
    if (!send_all(descriptor, &size, sizeof size) || !send_all(descriptor, record.data(), record.size())) break;
  }
  ::_exit(0);
}

std::string ending(int status) {
  if (WIFSIGNALED(status))
    return "was ended by signal " + std::to_string(WTERMSIG(status)) + " (" + ::strsignal(WTERMSIG(status)) + ")";
  return "ended with status " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

Result<Worker> Worker::start(const GradeJob& grade, const std::string& scratch) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return fail(environment_error(std::string("Cannot make a socket: ") + std::strerror(errno) + "."));
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::close(ends[0]);
    work(grade, ends[1], parent, scratch);
  }
  ::close(ends[1]);
  if (pid < 0) {
    ::close(ends[0]);
    return fail(environment_error(std::string("Cannot start a process: ") + std::strerror(errno) + "."));
  }
  return Worker(pid, ends[0]);
}

Worker::~Worker() {
  kill();
}

Worker::Worker(Worker&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      job_(std::exchange(other.job_, std::nullopt)),
      received_(std::move(other.received_)) {}

Worker& Worker::operator=(Worker&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(job_, other.job_);
  std::swap(received_, other.received_);
  return *this;
}

bool Worker::give(std::size_t job) {
  const std::uint64_t number = job;
  if (!send_all(descriptor_, &number, sizeof number)) return false;
  job_ = job;
  received_.clear();
  return true;
}

std::optional<Answer> Worker::take() {
  char buffer[65536];
  const ssize_t got = ::recv(descriptor_, buffer, sizeof buffer, MSG_DONTWAIT);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return std::nullopt;
  const std::size_t job = *job_;
  if (got <= 0) {
    job_.reset();
    return Answer{.job = job, .trouble = "the process that graded it " + kill()};
  }
  received_.append(buffer, static_cast<std::size_t>(got));
  std::uint64_t size = 0;
  if (received_.size() < sizeof size) return std::nullopt;
  std::memcpy(&size, received_.data(), sizeof size);
  if (received_.size() < sizeof size + size) return std::nullopt;
  job_.reset();
  auto grade = store::grade_of(std::string_view(received_).substr(sizeof size, size));
  if (!grade) return Answer{.job = job, .trouble = grade.error().message};
  return Answer{.job = job, .grade = *std::move(grade)};
}

std::string Worker::kill() {
  if (pid_ <= 0) return "is gone";
  ::close(descriptor_);
  descriptor_ = -1;
  ::kill(pid_, SIGKILL);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return ending(status);
}

}  // namespace threadmark::pipeline
