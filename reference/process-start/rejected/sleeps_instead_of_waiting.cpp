// expect: check=reaped kind=zombie-process
// expect: check=no-process-left kind=orphan-process
// main sleeps for "long enough": the children are zombies then, or, when a sleep takes longer, still at work.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main() {
  const char* names[] = {"alex", "taibai", "wusir"};
  int ages[] = {84, 73, 96};
  printf("main %d\n", getpid());
  fflush(stdout);
  for (int i = 0; i < 3; i++) {
    pid_t pid = fork();
    if (pid == 0) {
      printf("%s start\n", names[i]);
      fflush(stdout);
      sleep(1);
      printf("%s %d %d %d\n", names[i], ages[i], getpid(), getppid());
      exit(0);
    }
  }
  usleep(1500 * 1000);
  return 0;
}
