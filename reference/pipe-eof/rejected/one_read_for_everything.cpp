// expect: check=lines kind=missing-output
// Expects all ten numbers from the first read, and prints what is in the array whether it has arrived or not.
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  int fd[2];
  if (pipe(fd) != 0) return 1;
  pid_t pid = fork();
  if (pid == 0) {
    close(fd[1]);
    int numbers[10] = {};
    if (read(fd[0], numbers, sizeof numbers) < 0) _exit(1);
    for (int number : numbers)
      std::cout << "got " << number << std::endl;
    char rest[40];
    while (read(fd[0], rest, sizeof rest) > 0) {
    }
    std::cout << "end of data" << std::endl;
    _exit(0);
  }
  close(fd[0]);
  for (int i = 0; i < 10; ++i)
    if (write(fd[1], &i, sizeof i) != sizeof i) return 1;
  close(fd[1]);
  int status;
  waitpid(pid, &status, 0);
  std::cout << "child exited " << WEXITSTATUS(status) << std::endl;
}
