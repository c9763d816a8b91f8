// expect: check=one-child kind=invariant-violation
// Forks inside the loop: ten children with ten pipes.
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  int status = 0;
  for (int i = 0; i < 10; i++) {
    int fd[2];
    if (pipe(fd) != 0) return 1;
    if (write(fd[1], &i, sizeof i) < 0) return 1;
    close(fd[1]);
    if (fork() == 0) {
      int number;
      while (read(fd[0], &number, sizeof number) > 0)
        std::cout << "got " << number << std::endl;
      if (number == 9) std::cout << "end of data" << std::endl;
      _exit(0);
    }
    close(fd[0]);
    wait(&status);
  }
  std::cout << "child exited " << WEXITSTATUS(status) << std::endl;
}
