// The child waits in poll, reads without blocking, and cuts the text into lines; it prints everything at the end of
// file.
#include <iostream>
#include <string>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

static std::string everything_from(int fd) {
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  std::string text;
  for (;;) {
    pollfd wanted = {fd, POLLIN, 0};
    poll(&wanted, 1, -1);
    char piece[7];
    const ssize_t n = read(fd, piece, sizeof piece);
    if (n == 0) return text;
    if (n > 0) text.append(piece, static_cast<std::size_t>(n));
  }
}

int main() {
  int fd[2];
  if (pipe(fd) != 0) return 1;
  const pid_t pid = fork();
  if (pid == 0) {
    close(fd[1]);
    std::string text = everything_from(fd[0]);
    for (std::size_t end; (end = text.find('\n')) != std::string::npos; text.erase(0, end + 1))
      std::cout << "got " << text.substr(0, end) << "\n";
    std::cout << "end of data" << std::endl;
    _exit(0);
  }
  for (int i = 0; i < 10; ++i) {
    const std::string line = std::to_string(i) + "\n";
    if (write(fd[1], line.data(), line.size()) < 0) return 1;
  }
  close(fd[1]);
  close(fd[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  std::cout << "child exited " << WEXITSTATUS(status) << std::endl;
}
