// Handing the terminal over and taking it back.
#include "grader/process/terminal.hpp"

#include <cerrno>
#include <utility>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "grader/process/launch.hpp"

namespace threadmark::process {
namespace {

/// Makes our process group the terminal's foreground; a background group that asks is not stopped for it.
void take_terminal() {
  if (::isatty(STDIN_FILENO) == 0) return;
  sigset_t output;
  sigset_t before;
  sigemptyset(&output);
  sigaddset(&output, SIGTTOU);
  ::sigprocmask(SIG_BLOCK, &output, &before);
  ::tcsetpgrp(STDIN_FILENO, ::getpgrp());
  ::sigprocmask(SIG_SETMASK, &before, nullptr);
}

}  // namespace

Result<int> run_at_terminal(Command command) {
  command.descriptors.push_back({STDIN_FILENO, STDIN_FILENO});
  command.descriptors.push_back({STDOUT_FILENO, STDOUT_FILENO});
  command.descriptors.push_back({STDERR_FILENO, STDERR_FILENO});
  command.in_child = [inner = std::move(command.in_child)] {
    take_terminal();
    return inner ? inner() : 0;
  };
  const auto launched = launch(command, command.descriptors);
  if (!launched) return fail(launched.error());
  ::close(launched->pidfd);
  int status = 0;
  while (::waitpid(launched->pid, &status, 0) < 0 && errno == EINTR) {
  }
  take_terminal();
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace threadmark::process
