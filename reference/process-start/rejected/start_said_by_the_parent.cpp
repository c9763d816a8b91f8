// expect: check=pids kind=wrong-output
// expect: check=start-then-info kind=order-violation
// The parent prints the children's first lines: the wrong process, and sometimes too late.
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
      sleep(1);
      std::cout << names[i] << " " << ages[i] << " " << getpid() << " " << getppid() << std::endl;
      _exit(0);
    }
    std::cout << names[i] << " start" << std::endl;
  }
  for (int i = 0; i < 3; i++)
    wait(nullptr);
}
