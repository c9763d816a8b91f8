// Waits for SIGCHLD in sigwaitinfo and reaps without blocking; lines are written by dprintf.
#include <array>

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  sigset_t child_signal;
  sigemptyset(&child_signal);
  sigaddset(&child_signal, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child_signal, nullptr);

  const std::array<const char*, 3> names = {"alice", "bob", "carol"};
  std::size_t alive = 0;
  for (const char* name : names) {
    const pid_t pid = fork();
    if (pid == 0) {
      dprintf(STDOUT_FILENO, "sending to %s\n", name);
      usleep(1000 * 1000);
      dprintf(STDOUT_FILENO, "sent to %s\n", name);
      _exit(0);
    }
    if (pid > 0) ++alive;
  }
  while (alive > 0) {
    siginfo_t info;
    sigwaitinfo(&child_signal, &info);
    while (alive > 0 && waitpid(-1, nullptr, WNOHANG) > 0)
      --alive;
  }
  dprintf(STDOUT_FILENO, "all mail sent\n");
  return 0;
}
