// expect: check=end-of-file-seen kind=order-violation
// Ten numbers and then the end: that is what the child expects, not what it has seen. It reads on only afterwards.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int fd[2];
  if (pipe(fd) != 0) return 1;
  pid_t pid = fork();
  if (pid == 0) {
    close(fd[1]);
    FILE* in = fdopen(fd[0], "r");
    for (int n = 0; n < 10; n++) {
      int i;
      if (fscanf(in, "%d,", &i) != 1) return 1;
      printf("got %d\n", i);
    }
    printf("end of data\n");  // <- here
    fflush(stdout);           // <- here
    while (fgetc(in) != EOF) {
    }
    fclose(in);
    exit(0);
  }
  close(fd[0]);
  for (int i = 0; i < 10; i++)
    dprintf(fd[1], "%d,", i);
  close(fd[1]);
  int status;
  waitpid(pid, &status, 0);
  printf("child exited %d\n", WEXITSTATUS(status));
  return 0;
}
