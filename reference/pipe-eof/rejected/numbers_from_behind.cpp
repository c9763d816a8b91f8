// expect: check=in-order kind=order-violation
// The child collects the numbers and takes them from the back of its vector.
#include <iostream>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  int fd[2];
  if (pipe(fd) != 0) return 1;
  pid_t pid = fork();
  if (pid == 0) {
    close(fd[1]);
    std::vector<int> numbers;
    unsigned char c;
    while (read(fd[0], &c, 1) == 1)
      numbers.push_back(c);
    while (!numbers.empty()) {
      std::cout << "got " << numbers.back() << std::endl;  // <- here
      numbers.pop_back();
    }
    std::cout << "end of data" << std::endl;
    _exit(0);
  }
  close(fd[0]);
  for (unsigned char c = 0; c < 10; ++c)
    if (write(fd[1], &c, 1) < 0) return 1;
  close(fd[1]);
  int status;
  waitpid(pid, &status, 0);
  std::cout << "child exited " << WEXITSTATUS(status) << std::endl;
}
