// The reference: start all, keep the pids, wait for each of them.
#include <cerrno>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace {

void send_to(const std::string& name) {
  std::cout << "sending to " << name << std::endl;
  sleep(1);
  std::cout << "sent to " << name << std::endl;
}

}  // namespace

int main() {
  std::vector<pid_t> children;
  for (const std::string name : {"alice", "bob", "carol"}) {
    const pid_t child = fork();
    if (child < 0) {
      std::perror("fork");
      return 1;
    }
    if (child == 0) {
      send_to(name);
      _exit(0);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  std::cout << "all mail sent" << std::endl;
}
