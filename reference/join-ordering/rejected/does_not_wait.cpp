// expect: check=no-process-left kind=orphan-process
// Starts the children and is done: the last line is the first, and the children are on their own.
#include <iostream>
#include <string>

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
  std::cout << "all mail sent" << std::endl;
}
