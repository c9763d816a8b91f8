// expect: check=no-deadlock kind=deadlock
// The parent waits for the child before it closes the write end, and the child waits for the end of file.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int fd[2], status;
  if (pipe(fd) == -1) return 1;
  if (fork() == 0) {
    char c;
    close(fd[1]);
    while (read(fd[0], &c, 1) == 1) {  // <- here
      printf("got %c\n", c);
      fflush(stdout);
    }
    printf("end of data\n");
    exit(0);
  }
  close(fd[0]);
  for (int i = 0; i < 10; i++)
    dprintf(fd[1], "%d", i);
  wait(&status);  // <- here
  close(fd[1]);
  printf("child exited %d\n", WEXITSTATUS(status));
  return 0;
}
