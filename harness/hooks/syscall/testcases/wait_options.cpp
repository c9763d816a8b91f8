// Right: WNOHANG, WNOWAIT, ECHILD, a group of children, exit codes and signals.
// expect: none
// always: none yet 0
// always: seen 7
// always: taken 7
// always: no child 10
// always: stopped 19
// always: continued 1
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int go[2];
  if (pipe(go) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    char byte = 0;
    if (read(go[0], &byte, 1) != 1) _exit(1);
    _exit(7);
  }
  printf("none yet %d\n", waitpid(child, nullptr, WNOHANG));
  if (write(go[1], "", 1) != 1) return 1;
  siginfo_t info{};
  waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT);
  printf("seen %d\n", info.si_status);
  int status = 0;
  waitpid(-1, &status, 0);
  printf("taken %d\n", WEXITSTATUS(status));
  const pid_t nobody = wait(nullptr);
  printf("no child %d\n", nobody == -1 ? errno : 0);

  const pid_t sleeper = fork();
  if (sleeper == 0) {
    for (;;) pause();
  }
  kill(sleeper, SIGSTOP);
  waitpid(sleeper, &status, WUNTRACED);
  printf("stopped %d\n", WIFSTOPPED(status) ? WSTOPSIG(status) : 0);
  kill(sleeper, SIGCONT);
  waitpid(sleeper, &status, WCONTINUED);
  printf("continued %d\n", WIFCONTINUED(status) ? 1 : 0);
  kill(sleeper, SIGKILL);
  waitpid(sleeper, nullptr, 0);
}
