// expect: check=all-sent-last kind=order-violation
// One wait for three children: whichever ends first sets the others free.
#include <iostream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  std::string names[] = {"alice", "bob", "carol"};
  for (auto& name : names) {
    if (fork() == 0) {
      std::cout << "sending to " << name << std::endl;
      sleep(1);
      std::cout << "sent to " << name << std::endl;
      _exit(0);
    }
  }
  int status = 0;
  wait(&status);
  std::cout << "all mail sent" << std::endl;
  return 0;
}
