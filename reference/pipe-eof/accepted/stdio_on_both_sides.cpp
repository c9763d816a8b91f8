// stdio on both sides: fdopen, fprintf, fscanf; the child's output is written when it exits.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void child(int in) {
  FILE* numbers = fdopen(in, "r");
  int i;
  while (fscanf(numbers, "%d", &i) == 1)
    printf("got %d\n", i);
  printf("end of data\n");
  fclose(numbers);
  exit(0);
}

int main(void) {
  int fd[2], status;
  if (pipe(fd) == -1) return 2;
  if (fork() == 0) {
    close(fd[1]);
    child(fd[0]);
  }
  close(fd[0]);
  FILE* out = fdopen(fd[1], "w");
  for (int i = 0; i < 10; i++)
    fprintf(out, "%d\n", i);
  fclose(out);
  wait(&status);
  if (WIFEXITED(status)) printf("child exited %d\n", WEXITSTATUS(status));
  return 0;
}
