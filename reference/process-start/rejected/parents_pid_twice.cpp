// expect: check=pids kind=wrong-output
// The child's own pid is the result of fork only in the parent; this child prints its parent's pid twice.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  const char* names[] = {"alex", "taibai", "wusir"};
  const int ages[] = {84, 73, 96};
  const int self = getpid();
  printf("main %d\n", self);
  fflush(stdout);
  for (int i = 0; i < 3; i++) {
    if (fork() == 0) {
      printf("%s start\n", names[i]);
      fflush(stdout);
      sleep(1);
      printf("%s %d %d %d\n", names[i], ages[i], self, getppid());  // <- here
      exit(0);                                                      // <- here
    }
  }
  for (int i = 0; i < 3; i++)
    wait(NULL);
  return 0;
}
