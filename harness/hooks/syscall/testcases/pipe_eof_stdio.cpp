// Right: a child reads lines with fgets until end of file; the parent closes its ends and reaps it.
// expect: none
// always: end of data
// always: child exited 0
// always: got 9
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    close(ends[1]);
    FILE* in = fdopen(ends[0], "r");
    char line[64];
    while (fgets(line, sizeof line, in) != nullptr) printf("got %d\n", atoi(line));
    printf("end of data\n");
    fclose(in);
    fflush(stdout);
    _exit(0);
  }
  close(ends[0]);
  FILE* out = fdopen(ends[1], "w");
  for (int i = 0; i < 10; ++i) {
    fprintf(out, "%d\n", i);
    fflush(out);
  }
  fclose(out);
  int status = 0;
  waitpid(child, &status, 0);
  printf("child exited %d\n", WEXITSTATUS(status));
}
