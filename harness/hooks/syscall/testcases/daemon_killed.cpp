// Right: a daemon child ticks every second until main kills and reaps it after 5.5 s.
// expect: none
// always: main done 9
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const pid_t child = fork();
  if (child == 0) {
    for (int i = 1;; ++i) {
      sleep(1);
      printf("tick %d\n", i);
      fflush(stdout);
    }
  }
  usleep(5500000);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  printf("main done %d\n", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}
