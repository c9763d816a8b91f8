// Right: SIGCHLD is handled and reaps, SIGUSR1 is waited for, SIGTERM ignored; each as POSIX says.
// expect: none
// always: reaped 1
// always: waited for 10
// always: ignored 0
// always: killed by 9
// always: gone 1
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t reaped = 0;

static void on_child(int) {
  while (waitpid(-1, nullptr, WNOHANG) > 0) reaped = reaped + 1;
}

int main() {
  struct sigaction action {};
  action.sa_handler = on_child;
  action.sa_flags = SA_RESTART;
  sigset_t child_signal;
  sigset_t before;
  sigemptyset(&child_signal);
  sigaddset(&child_signal, SIGCHLD);
  sigaction(SIGCHLD, &action, nullptr);
  sigprocmask(SIG_BLOCK, &child_signal, &before);
  if (fork() == 0) _exit(0);
  while (reaped == 0) sigsuspend(&before);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  signal(SIGCHLD, SIG_DFL);
  printf("reaped %d\n", static_cast<int>(reaped));

  sigset_t user_signal;
  sigemptyset(&user_signal);
  sigaddset(&user_signal, SIGUSR1);
  sigprocmask(SIG_BLOCK, &user_signal, nullptr);
  const pid_t sender = fork();
  if (sender == 0) {
    kill(getppid(), SIGUSR1);
    _exit(0);
  }
  int number = 0;
  sigwait(&user_signal, &number);
  waitpid(sender, nullptr, 0);
  printf("waited for %d\n", number);

  int ready[2];
  if (pipe(ready) != 0) return 1;
  const pid_t stubborn = fork();
  if (stubborn == 0) {
    signal(SIGTERM, SIG_IGN);
    if (write(ready[1], "", 1) != 1) _exit(1);
    for (;;) pause();
  }
  char byte = 0;
  if (read(ready[0], &byte, 1) != 1) return 1;
  kill(stubborn, SIGTERM);
  printf("ignored %d\n", kill(stubborn, 0));
  kill(stubborn, SIGKILL);
  int status = 0;
  waitpid(stubborn, &status, 0);
  printf("killed by %d\n", WTERMSIG(status));
  printf("gone %d\n", kill(stubborn, 0) == -1 && errno == ESRCH ? 1 : 0);
}
