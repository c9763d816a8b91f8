// The two ways of running a child: to its end, and in conversation.
#include "grader/process/process.hpp"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "grader/process/child.hpp"

namespace threadmark::process {
namespace {

Clock::time_point deadline_in(double seconds) {
  // A day is as good as for ever, and does not overflow.
  constexpr double longest = 86400;
  return Clock::now() +
         std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(std::min(seconds, longest)));
}

/// A conversation over two pipes.
class PipeConversation : public Conversation {
 public:
  PipeConversation(std::unique_ptr<Child> child, Descriptor commands, Descriptor results)
      : child_(std::move(child)), commands_(std::move(commands)), results_(std::move(results)) {
    make_non_blocking(commands_);
    make_non_blocking(results_);
  }

  bool write(std::string_view bytes, double within_s) override {
    const auto until = deadline_in(within_s);
    while (!bytes.empty()) {
      const ssize_t written = ::write(commands_.number(), bytes.data(), bytes.size());
      if (written >= 0) {
        bytes.remove_prefix(static_cast<std::size_t>(written));
      } else if (errno == EAGAIN) {
        if (!child_->pump(until, commands_.number(), POLLOUT) || Clock::now() >= until) return false;
      } else if (errno != EINTR) {
        return false;
      }
    }
    return true;
  }

  ReadEnd read(std::string& to, std::size_t most, double within_s) override {
    const auto until = deadline_in(within_s);
    while (true) {
      const std::size_t before = to.size();
      to.resize(before + most);
      const ssize_t got = ::read(results_.number(), to.data() + before, most);
      const int error = errno;
      to.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
      if (got > 0) return ReadEnd::data;
      if (got == 0) return at_the_end();
      if (error == EINTR) continue;
      if (error != EAGAIN) return at_the_end();
      // Once the child has ended, what is in the pipe was read above; a daemon that holds it is not waited for.
      if (child_->ended()) return at_the_end();
      child_->pump(until, results_.number(), POLLIN);
      if (!child_->ended() && Clock::now() >= until) {
        pollfd polled = {results_.number(), POLLIN, 0};
        if (::poll(&polled, 1, 0) <= 0) return ReadEnd::timed_out;
      }
    }
  }

  Outcome finish(double within_s) override {
    commands_.close();
    child_->pump(deadline_in(within_s));
    return child_->finish();
  }

  pid_t pid() const override { return child_->pid(); }

 private:
  ReadEnd at_the_end() const { return child_->stopped() == Stopped::no ? ReadEnd::closed : ReadEnd::stopped; }

  std::unique_ptr<Child> child_;
  Descriptor commands_;
  Descriptor results_;
};

}  // namespace

Result<Outcome> run(const Command& command, const Bounds& bounds, Tree* tree) {
  std::shared_ptr<Tree> borrowed(tree, [](Tree*) {});
  auto child = Child::start(command, bounds, tree != nullptr ? borrowed : nullptr, {});
  if (!child) return fail(child.error());
  while ((*child)->pump(Clock::now() + std::chrono::hours(1))) {
  }
  return (*child)->finish();
}

ReadEnd Conversation::read_exactly(std::string& to, std::size_t count, double within_s) {
  const auto until = deadline_in(within_s);
  const std::size_t wanted = to.size() + count;
  while (to.size() < wanted) {
    const double left = std::chrono::duration<double>(until - Clock::now()).count();
    const ReadEnd end = read(to, wanted - to.size(), std::max(left, 0.0));
    if (end != ReadEnd::data) return end;
  }
  return ReadEnd::data;
}

Result<std::unique_ptr<Conversation>> converse(const Command& command, const Bounds& bounds, std::shared_ptr<Tree> tree,
                                               ConversationPipes pipes) {
  auto commands = make_pipe();
  if (!commands) return fail(commands.error());
  auto results = make_pipe();
  if (!results) return fail(results.error());
  auto child = Child::start(command, bounds, std::move(tree),
                            {{pipes.commands, commands->reading.number()}, {pipes.results, results->writing.number()}});
  if (!child) return fail(child.error());
  return std::make_unique<PipeConversation>(std::move(*child), std::move(commands->writing),
                                            std::move(results->reading));
}

}  // namespace threadmark::process
