// Right: a named pipe: each side's open waits for the other.
// expect: none
// always: got hello
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  if (mkfifo("here.fifo", 0600) != 0) return 1;
  if (fork() == 0) {
    FILE* out = fopen("here.fifo", "w");
    fputs("hello\n", out);
    fclose(out);
    _exit(0);
  }
  FILE* in = fopen("here.fifo", "r");
  char line[16] = {};
  if (fgets(line, sizeof line, in) == nullptr) return 1;
  fclose(in);
  printf("got %s", line);
  wait(nullptr);
  unlink("here.fifo");
}
