// expect: check=all-sent-last kind=order-violation
// It does wait for everybody, but only after it has said that all is done.
#include <iostream>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

void send(const std::string& name) {
  std::cout << "sending to " << name << std::endl;
  sleep(1);
  std::cout << "sent to " << name << std::endl;
}

int main() {
  std::vector<pid_t> pids;
  for (std::string name : {"alice", "bob", "carol"}) {
    pid_t pid = fork();
    if (pid == 0) {
      send(name);
      _exit(0);
    }
    pids.push_back(pid);
  }
  std::cout << "all mail sent" << std::endl;
  for (pid_t pid : pids)
    waitpid(pid, nullptr, 0);
}
