// The shortest right program: no flush anywhere, since nothing is printed before the forks and exit writes what is
// there.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  const char* names[] = {"alice", "bob", "carol"};
  for (int i = 0; i < 3; i++) {
    if (fork() == 0) {
      printf("sending to %s\n", names[i]);
      sleep(1);
      printf("sent to %s\n", names[i]);
      exit(0);
    }
  }
  while (wait(NULL) > 0) {
  }
  printf("all mail sent\n");
  return 0;
}
