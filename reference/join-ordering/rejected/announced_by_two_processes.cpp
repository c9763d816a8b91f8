// expect: check=sending-then-sent kind=order-violation
// The parent announces, after the start: the child may be done by then.
#include <iostream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  for (std::string name : {"alice", "bob", "carol"}) {
    if (fork() == 0) {
      sleep(1);
      std::cout << "sent to " << name << std::endl;
      _exit(0);
    }
    std::cout << "sending to " << name << std::endl;
  }
  while (wait(nullptr) > 0) {
  }
  std::cout << "all mail sent" << std::endl;
}
