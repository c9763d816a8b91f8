// Wrong: main waits for a child that waits for data from main.
// expect: deadlock
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  if (fork() == 0) {
    close(ends[1]);
    char byte = 0;
    if (read(ends[0], &byte, 1) != 1) _exit(1);  // !deadlock
    _exit(0);
  }
  wait(nullptr);  // !deadlock
  if (write(ends[1], "x", 1) != 1) return 1;
}
