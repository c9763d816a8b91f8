// expect: check=all-sent-last kind=order-violation
// Only the child that was started last is waited for before the line; the others are reaped at the end.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const char* names[] = {"alice", "bob", "carol"};
  pid_t pid = 0;
  for (int i = 0; i < 3; i++) {
    pid = fork();
    if (pid == 0) {
      printf("sending to %s\n", names[i]);
      fflush(stdout);
      sleep(1);
      printf("sent to %s\n", names[i]);
      fflush(stdout);
      exit(0);
    }
  }
  waitpid(pid, NULL, 0);
  printf("all mail sent\n");
  fflush(stdout);
  while (wait(NULL) > 0)
    ;
  return 0;
}
