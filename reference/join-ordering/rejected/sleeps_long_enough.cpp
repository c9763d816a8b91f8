// expect: check=all-sent-last kind=order-violation
// Three seconds should be enough for something that takes one. They need not be.
#include <iostream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  for (std::string name : {"alice", "bob", "carol"}) {
    if (fork() == 0) {
      std::cout << "sending to " << name << std::endl;
      sleep(1);
      std::cout << "sent to " << name << std::endl;
      _exit(0);
    }
  }
  sleep(3);
  std::cout << "all mail sent" << std::endl;
  while (wait(nullptr) > 0) {
  }
}
