// The parent sends the numbers 0 to 9 to a child over a pipe.
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  int fd[2];  // fd[0] is for reading, fd[1] for writing
  if (pipe(fd) != 0) return 1;

  const pid_t child = fork();
  if (child == 0) {
    // TODO: which of the two ends does the child not need? What does the pipe do as long as it is open here?

    // TODO: read the numbers until read returns 0, and print `got <i>` for each. What if a read returns fewer bytes
    // than a number has?
    std::cout << "got 0" << std::endl;

    std::cout << "end of data" << std::endl;
    _exit(0);
  }

  // TODO: send the numbers 0 … 9. When does the child's read return 0?

  int status = 0;
  waitpid(child, &status, 0);
  std::cout << "child exited " << WEXITSTATUS(status) << std::endl;
}
