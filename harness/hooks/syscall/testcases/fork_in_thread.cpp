// Right: threads fork, their children print, each thread reaps its own.
// expect: none
// always: codes 1 2
#include <cstdio>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

static int code_of_child(int code) {
  const pid_t child = fork();
  if (child == 0) _exit(code);
  int status = 0;
  waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

int main() {
  int first = 0;
  int second = 0;
  std::thread one([&] { first = code_of_child(1); });
  std::thread two([&] { second = code_of_child(2); });
  one.join();
  two.join();
  printf("codes %d %d\n", first, second);
}
