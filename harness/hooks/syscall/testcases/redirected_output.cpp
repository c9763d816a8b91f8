// Right: a child's standard output is a pipe (dup2), read by the parent as a stream; streams print the rest.
// expect: none
// always: the child says hello
#include <cstdio>
#include <iostream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  if (fork() == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    std::cout << "hello" << std::endl;
    _exit(0);
  }
  close(ends[1]);
  FILE* in = fdopen(ends[0], "r");
  char line[16] = {};
  if (fscanf(in, "%15s", line) != 1) return 1;
  fclose(in);
  wait(nullptr);
  std::cout << "the child says " << line << "\n";
}
