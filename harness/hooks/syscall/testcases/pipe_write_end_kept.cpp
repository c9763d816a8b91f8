// Wrong: the child keeps the write end open itself and waits for an end of file that cannot come.
// expect: deadlock
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    int number = 0;
    while (read(ends[0], &number, sizeof number) > 0) printf("got %d\n", number);  // !deadlock
    _exit(0);
  }
  close(ends[0]);
  for (int i = 0; i < 3; ++i) {
    if (write(ends[1], &i, sizeof i) != sizeof i) return 1;
  }
  close(ends[1]);
  waitpid(child, nullptr, 0);
}
