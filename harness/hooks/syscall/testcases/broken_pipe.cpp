// Wrong: writing to a pipe without readers kills by SIGPIPE, or gives EPIPE where that is ignored.
// expect: crash
// always: killed by 13
// always: error 32
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  close(ends[0]);
  const pid_t child = fork();
  if (child == 0) {
    if (write(ends[1], "x", 1) == 1) _exit(1);  // !crash
    _exit(2);
  }
  int status = 0;
  waitpid(child, &status, 0);
  printf("killed by %d\n", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
  signal(SIGPIPE, SIG_IGN);
  const ssize_t result = write(ends[1], "x", 1);
  printf("error %d\n", result == -1 ? errno : 0);
}
