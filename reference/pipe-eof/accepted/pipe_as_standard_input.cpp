// The pipe becomes the child's standard input, which it reads with std::cin; the parent sends one text.
#include <iostream>
#include <sstream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

int run_child() {
  int number;
  while (std::cin >> number)
    std::cout << "got " << number << '\n';
  std::cout << "end of data\n" << std::flush;
  return 0;
}

int main() {
  int ends[2];
  if (pipe(ends) < 0) return 1;
  const pid_t pid = fork();
  if (pid == 0) {
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    close(ends[1]);
    return run_child();
  }
  close(ends[0]);
  std::ostringstream text;
  for (int i = 0; i < 10; ++i)
    text << i << ' ';
  const std::string bytes = text.str();
  const bool sent = write(ends[1], bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
  close(ends[1]);
  siginfo_t how;
  waitid(P_PID, static_cast<id_t>(pid), &how, WEXITED);
  std::cout << "child exited " << how.si_status << '\n';
  return sent ? 0 : 1;
}
