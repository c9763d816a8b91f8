// Wrong: a child recurses without end; that ends it by SIGSEGV and nothing else.
// expect: crash
// always: killed by 11
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

static int deeper(int depth) {
  volatile char frame[4096];
  frame[depth % 4096] = 1;
  return deeper(depth + 1) + frame[0];
}

int main() {
  const pid_t child = fork();
  if (child == 0) _exit(deeper(0));
  int status = 0;
  waitpid(child, &status, 0);
  printf("killed by %d\n", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}
