// expect: check=no-crash kind=crash
// The child closes the end that it wants to read from; when the parent has closed its own, nobody can read.
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  int fd[2];
  if (pipe(fd) != 0) return 1;
  pid_t pid = fork();
  if (pid == 0) {
    close(fd[0]);
    int i;
    while (read(fd[0], &i, sizeof(i)) > 0)
      std::cout << "got " << i << std::endl;
    std::cout << "end of data" << std::endl;
    _exit(0);
  }
  close(fd[0]);
  for (int i = 0; i < 10; i++) {
    if (write(fd[1], &i, sizeof(i)) < 0) return 1;  // <- here
  }
  close(fd[1]);
  int status;
  waitpid(pid, &status, 0);
  std::cout << "child exited " << WEXITSTATUS(status) << std::endl;
}
