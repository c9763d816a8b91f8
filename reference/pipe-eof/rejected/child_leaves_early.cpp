// expect: check=no-crash kind=crash
// The child leaves at the number 9; the parent's terminator comes to a pipe that nobody reads any more: SIGPIPE.
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  int fd[2];
  if (pipe(fd) != 0) return 1;
  pid_t pid = fork();
  if (pid == 0) {
    close(fd[1]);
    int i = 0;
    while (read(fd[0], &i, sizeof i) == sizeof i) {
      std::cout << "got " << i << std::endl;
      if (i == 9) break;
    }
    std::cout << "end of data" << std::endl;
    _exit(0);
  }
  close(fd[0]);
  for (int i = 0; i < 10; ++i)
    if (write(fd[1], &i, sizeof i) < 0) return 1;
  sleep(1);  // so that the child can print in peace
  int terminator = -1;
  if (write(fd[1], &terminator, sizeof terminator) < 0) return 1;  // <- here
  close(fd[1]);
  int status;
  waitpid(pid, &status, 0);
  std::cout << "child exited " << WEXITSTATUS(status) << std::endl;
}
