// Moving a child's streams, watching its bounds, and ending it without ever waiting for a pipe's end.
#include "grader/process/child.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <mutex>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace threadmark::process {
namespace {

constexpr auto look_every = std::chrono::milliseconds(100);
constexpr auto first_look = std::chrono::milliseconds(30);
constexpr std::size_t at_once = 65536;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// Standard input as a file: it never blocks the writer, and who runs a program again and again can rewind it.
Result<Descriptor> input_file(const std::string& text) {
  const Descriptor writing(::memfd_create("stdin", MFD_CLOEXEC));
  std::size_t written = 0;
  while (writing.open() && written < text.size()) {
    const ssize_t now = ::write(writing.number(), text.data() + written, text.size() - written);
    if (now <= 0) break;
    written += static_cast<std::size_t>(now);
  }
  // Opened again, so that the child can read it and not write it, from its start.
  const std::string path = "/proc/self/fd/" + std::to_string(writing.number());
  Descriptor reading(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!reading.open() || written != text.size())
    return fail(
        environment_error(std::string("Cannot make the file of standard input: ") + std::strerror(errno) + "."));
  return reading;
}

/// A conversation whose child has gone must not end us.
void ignore_sigpipe() {
  static std::once_flag once;
  std::call_once(once, [] { ::signal(SIGPIPE, SIG_IGN); });
}

}  // namespace

void Descriptor::close() {
  if (number_ >= 0) ::close(number_);
  number_ = -1;
}

Result<Pipe> make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    return fail(environment_error(std::string("Cannot make a pipe: ") + std::strerror(errno) + "."));
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

void make_non_blocking(const Descriptor& descriptor) {
  const int flags = ::fcntl(descriptor.number(), F_GETFL);
  ::fcntl(descriptor.number(), F_SETFL, flags | O_NONBLOCK);
}

Result<std::unique_ptr<Child>> Child::start(const Command& command, const Bounds& bounds, std::shared_ptr<Tree> tree,
                                            std::vector<GivenDescriptor> more) {
  ignore_sigpipe();
  if (!tree) tree = std::make_shared<Tree>();
  std::unique_ptr<Child> child(new Child(bounds, std::move(tree)));
  auto in = input_file(command.stdin_text);
  auto out = make_pipe();
  auto err = make_pipe();
  if (!in) return fail(in.error());
  if (!out) return fail(out.error());
  if (!err) return fail(err.error());
  more.insert(more.end(), command.descriptors.begin(), command.descriptors.end());
  more.push_back({0, in->number()});
  more.push_back({1, out->writing.number()});
  more.push_back({2, err->writing.number()});
  child->started_ = Clock::now();
  child->next_look_ = child->started_ + first_look;
  child->idle_since_ = child->started_;
  auto launched = launch(command, more);
  if (!launched) return fail(launched.error());
  child->launched_ = *launched;
  child->pidfd_ = Descriptor(launched->pidfd);
  child->out_ = std::move(out->reading);
  child->err_ = std::move(err->reading);
  make_non_blocking(child->out_);
  make_non_blocking(child->err_);
  return child;
}

Child::~Child() {
  if (launched_.pid > 0 && !reaped_) finish();
}

void Child::collect(Descriptor& from, std::string& to, std::size_t most, bool& truncated) {
  char buffer[at_once];
  while (from.open()) {
    const ssize_t got = ::read(from.number(), buffer, sizeof buffer);
    if (got > 0) {
      const std::size_t room = most - std::min(most, to.size());
      to.append(buffer, std::min(room, static_cast<std::size_t>(got)));
      if (static_cast<std::size_t>(got) > room) {
        // Whatever more comes is of no use; the writer gets SIGPIPE, and is stopped anyway.
        truncated = true;
        from.close();
        stop(Stopped::output);
      }
    } else if (got < 0 && errno == EINTR) {
      continue;
    } else if (got < 0 && errno == EAGAIN) {
      return;
    } else {
      from.close();
    }
  }
}

void Child::stop(Stopped why) {
  if (outcome_.stopped == Stopped::no && !ended_) outcome_.stopped = why;
  tree_->kill(launched_.pid);
}

void Child::watch_bounds() {
  const double wall = seconds_since(started_);
  if (bounds_.wall_s > 0 && wall >= bounds_.wall_s) return stop(Stopped::wall);
  if (Clock::now() < next_look_) return;
  next_look_ = Clock::now() + look_every;
  if (bounds_.cpu_s <= 0 && bounds_.idle_s <= 0 && bounds_.memory_kb <= 0 && bounds_.tasks <= 0) return;
  const TreeUse use = tree_->use(launched_.pid);
  outcome_.cpu_s = std::max(outcome_.cpu_s, use.cpu_s);
  if (bounds_.cpu_s > 0 && use.cpu_s >= bounds_.cpu_s) return stop(Stopped::cpu);
  if (bounds_.idle_s > 0 && seconds_since(idle_since_) >= bounds_.idle_s) {
    if (use.cpu_s - cpu_before_s_ < bounds_.idle_s / 100) return stop(Stopped::idle);
    idle_since_ = Clock::now();
    cpu_before_s_ = use.cpu_s;
  }
  if (bounds_.memory_kb > 0 && use.memory_kb > bounds_.memory_kb &&
      tree_->exact_memory_kb(launched_.pid) > bounds_.memory_kb)
    return stop(Stopped::memory);
  if (bounds_.tasks > 0 && use.tasks > bounds_.tasks) return stop(Stopped::tasks);
}

bool Child::pump(Clock::time_point until, int watched, short events) {
  while (!ended_) {
    pollfd polled[4] = {
        {pidfd_.number(), POLLIN, 0}, {out_.number(), POLLIN, 0}, {err_.number(), POLLIN, 0}, {watched, events, 0}};
    const auto wake = std::min(until, next_look_);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(wake - Clock::now()).count() + 1;
    const int ready = ::poll(polled, 4, static_cast<int>(std::clamp<long>(left, 0, 1000)));
    if (ready < 0 && errno != EINTR) return false;
    if (polled[1].revents != 0) collect(out_, outcome_.out, bounds_.stdout_bytes, outcome_.out_truncated);
    if (polled[2].revents != 0) collect(err_, outcome_.err, bounds_.stderr_bytes, outcome_.err_truncated);
    if (polled[0].revents != 0) ended_ = true;
    if (ended_) break;
    watch_bounds();
    if (watched >= 0 && polled[3].revents != 0) return true;
    if (Clock::now() >= until) return true;
  }
  return false;
}

void Child::reap() {
  int status = 0;
  rusage usage = {};
  while (::wait4(launched_.pid, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  reaped_ = true;
  outcome_.wall_s = seconds_since(started_);
  outcome_.cpu_s = std::max(outcome_.cpu_s, seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime));
  outcome_.max_rss_kb = usage.ru_maxrss;
  if (WIFSIGNALED(status)) {
    outcome_.signal = WTERMSIG(status);
  } else {
    outcome_.status = WEXITSTATUS(status);
  }
}

Outcome Child::finish() {
  if (reaped_) return outcome_;
  if (!ended_) stop(Stopped::by_caller);
  const TreeUse use = tree_->use(launched_.pid);
  outcome_.cpu_s = std::max(outcome_.cpu_s, use.cpu_s);
  // The root is still there, dead or not, so that its number cannot mean another process.
  tree_->kill(launched_.pid);
  reap();
  collect(out_, outcome_.out, bounds_.stdout_bytes, outcome_.out_truncated);
  collect(err_, outcome_.err, bounds_.stderr_bytes, outcome_.err_truncated);
  out_.close();
  err_.close();
  return outcome_;
}

}  // namespace threadmark::process
