// expect: check=together kind=not-concurrent
// Waits inside the loop.
#include <iostream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  for (std::string name : {"alice", "bob", "carol"}) {
    pid_t pid = fork();
    if (pid == 0) {
      std::cout << "sending to " << name << std::endl;
      sleep(1);
      std::cout << "sent to " << name << std::endl;
      _exit(0);
    }
    waitpid(pid, nullptr, 0);
  }
  std::cout << "all mail sent" << std::endl;
}
