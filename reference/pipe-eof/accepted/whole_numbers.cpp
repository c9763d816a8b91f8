// The reference: numbers travel as the bytes of an int; reads are repeated until a number is whole; both sides close.
#include <cstdio>
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

namespace {

// False at the end of file.
bool read_number(int from, int& number) {
  char* bytes = reinterpret_cast<char*>(&number);
  std::size_t have = 0;
  while (have < sizeof number) {
    const ssize_t n = read(from, bytes + have, sizeof number - have);
    if (n <= 0) return false;
    have += static_cast<std::size_t>(n);
  }
  return true;
}

bool write_number(int to, int number) {
  const char* bytes = reinterpret_cast<const char*>(&number);
  std::size_t done = 0;
  while (done < sizeof number) {
    const ssize_t n = write(to, bytes + done, sizeof number - done);
    if (n < 0) return false;
    done += static_cast<std::size_t>(n);
  }
  return true;
}

}  // namespace

int main() {
  int fd[2];
  if (pipe(fd) != 0) {
    std::perror("pipe");
    return 1;
  }
  const pid_t child = fork();
  if (child < 0) {
    std::perror("fork");
    return 1;
  }
  if (child == 0) {
    close(fd[1]);
    int number = 0;
    while (read_number(fd[0], number))
      std::cout << "got " << number << std::endl;
    std::cout << "end of data" << std::endl;
    _exit(0);
  }
  close(fd[0]);
  for (int i = 0; i < 10; ++i)
    if (!write_number(fd[1], i)) break;
  close(fd[1]);
  int status = 0;
  waitpid(child, &status, 0);
  std::cout << "child exited " << WEXITSTATUS(status) << std::endl;
}
