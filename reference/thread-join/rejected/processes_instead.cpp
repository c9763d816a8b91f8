// expect: check=threads kind=invariant-violation
// The solution of the lesson with processes.
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
  while (wait(nullptr) > 0) {
  }
  std::cout << "all mail sent" << std::endl;
}
