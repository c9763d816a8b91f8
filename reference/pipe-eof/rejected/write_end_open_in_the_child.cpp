// expect: check=no-deadlock kind=deadlock
// The child keeps its own copy of the write end, and so waits for itself.
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  int fd[2];
  if (pipe(fd) != 0) return 1;
  pid_t pid = fork();
  if (pid == 0) {
    int i;
    while (read(fd[0], &i, sizeof(i)) > 0) {  // <- here
      std::cout << "got " << i << std::endl;
    }
    std::cout << "end of data" << std::endl;
    close(fd[0]);
    close(fd[1]);
    _exit(0);
  }
  close(fd[0]);
  for (int i = 0; i < 10; i++) {
    if (write(fd[1], &i, sizeof(i)) < 0) return 1;
  }
  close(fd[1]);
  int status;
  waitpid(pid, &status, 0);  // <- here
  std::cout << "child exited " << WEXITSTATUS(status) << std::endl;
  return 0;
}
