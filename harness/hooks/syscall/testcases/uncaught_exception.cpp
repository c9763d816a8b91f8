// Wrong: an exception leaves a thread of a child process.
// expect: crash
// always: killed by 6
#include <cstdio>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

static void work() {
  throw std::runtime_error("nobody catches this");  // !crash
}

int main() {
  const pid_t child = fork();
  if (child == 0) {
    std::thread(work).join();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  printf("killed by %d\n", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}
