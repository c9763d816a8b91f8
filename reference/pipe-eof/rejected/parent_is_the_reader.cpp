// expect: check=who-prints kind=wrong-output
// The roles are exchanged: the child sends and the parent prints.
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  int fd[2];
  if (pipe(fd) != 0) return 1;
  pid_t pid = fork();
  if (pid == 0) {
    close(fd[0]);
    for (unsigned char c = 0; c < 10; ++c)
      if (write(fd[1], &c, 1) < 0) _exit(1);
    close(fd[1]);
    _exit(0);
  }
  close(fd[1]);
  unsigned char c;
  while (read(fd[0], &c, 1) == 1)
    std::cout << "got " << int(c) << std::endl;
  std::cout << "end of data" << std::endl;
  int status;
  waitpid(pid, &status, 0);
  std::cout << "child exited " << WEXITSTATUS(status) << std::endl;
}
