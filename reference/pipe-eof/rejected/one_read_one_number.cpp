// expect: check=lines kind=missing-output
// Takes what one read returns for what one write wrote: when two numbers have arrived, the second is lost.
#include <iostream>
#include <string>

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int fd[2];
  if (pipe(fd) != 0) return 1;
  pid_t pid = fork();
  if (pid == 0) {
    close(fd[1]);
    char buffer[64];
    while (true) {
      memset(buffer, 0, sizeof(buffer));
      ssize_t n = read(fd[0], buffer, sizeof(buffer) - 1);
      if (n <= 0) break;
      std::cout << "got " << atoi(buffer) << std::endl;
    }
    std::cout << "end of data" << std::endl;
    _exit(0);
  }
  close(fd[0]);
  for (int i = 0; i < 10; ++i) {
    std::string text = std::to_string(i) + "\n";
    if (write(fd[1], text.c_str(), text.size()) < 0) return 1;
  }
  close(fd[1]);
  int status;
  waitpid(pid, &status, 0);
  std::cout << "child exited " << WEXITSTATUS(status) << std::endl;
}
