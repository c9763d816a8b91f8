// Wrong: a child writes through a null pointer; the parent sees it die by SIGSEGV.
// expect: crash
// always: killed by 11
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const pid_t child = fork();
  if (child == 0) {
    int* volatile nowhere = nullptr;
    *nowhere = 1;  // !crash
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  printf("killed by %d\n", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}
