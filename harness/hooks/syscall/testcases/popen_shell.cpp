// Right: popen runs a command of the shell and reads what it prints; system gives the exit status.
// expect: none
// always: got hello
// always: status 3
// always: system 4
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>

int main() {
  FILE* in = popen("echo hello; exit 3", "r");
  char line[64] = {};
  if (fgets(line, sizeof line, in) == nullptr) return 1;
  printf("got %s", line);
  const int status = pclose(in);
  printf("status %d\n", WEXITSTATUS(status));
  printf("system %d\n", WEXITSTATUS(system("exit 4")));
}
