// expect: check=end-of-file-seen kind=order-violation
// A −1 says that nothing more comes; the child has never seen the end of the pipe.
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
    while (read(fd[0], &i, sizeof i) == sizeof i && i != -1)
      std::cout << "got " << i << std::endl;
    std::cout << "end of data" << std::endl;  // <- here
    close(fd[0]);
    _exit(0);
  }
  close(fd[0]);
  int numbers[11] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, -1};
  if (write(fd[1], numbers, sizeof numbers) < 0) return 1;
  close(fd[1]);
  int status;
  waitpid(pid, &status, 0);
  std::cout << "child exited " << WEXITSTATUS(status) << std::endl;
}
