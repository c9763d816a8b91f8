// expect: check=in-order kind=order-violation
// Prints the parent's line when everything has been sent; the child may not even have begun to read.
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  int fd[2];
  if (pipe(fd) != 0) return 1;
  if (fork() == 0) {
    close(fd[1]);
    char c;
    while (read(fd[0], &c, 1) == 1)
      std::cout << "got " << int(c) << std::endl;
    std::cout << "end of data" << std::endl;
    _exit(0);
  }
  close(fd[0]);
  for (char c = 0; c < 10; ++c)
    if (write(fd[1], &c, 1) < 0) return 1;
  close(fd[1]);
  std::cout << "child exited 0" << std::endl;
  wait(nullptr);
}
