// expect: check=lines kind=extra-output
// The children leave the loop instead of the program, so each of them announces the end as well.
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
      break;
    }
  }
  while (wait(nullptr) > 0) {
  }
  std::cout << "all mail sent" << std::endl;  // <- here
}
