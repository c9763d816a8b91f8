// expect: check=works kind=invariant-violation
// The second passes in the parent; the children do nothing but print.
#include <iostream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  std::cout << "main " << getpid() << std::endl;
  std::string names[] = {"alex", "taibai", "wusir"};
  int ages[] = {84, 73, 96};
  for (int i = 0; i < 3; i++) {
    if (fork() == 0) {
      std::cout << names[i] << " start" << std::endl;
      std::cout << names[i] << " " << ages[i] << " " << getpid() << " " << getppid() << std::endl;
      _exit(0);
    }
  }
  sleep(1);
  while (wait(nullptr) > 0) {
  }
}
