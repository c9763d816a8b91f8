// expect: check=together kind=not-concurrent
// Each child is waited for before the next one is started: three seconds instead of one.
#include <iostream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  std::cout << "main " << getpid() << std::endl;
  std::string names[] = {"alex", "taibai", "wusir"};
  int ages[] = {84, 73, 96};
  for (int i = 0; i < 3; i++) {
    pid_t pid = fork();
    if (pid == 0) {
      std::cout << names[i] << " start" << std::endl;
      sleep(1);
      std::cout << names[i] << " " << ages[i] << " " << getpid() << " " << getppid() << std::endl;
      _exit(0);
    }
    waitpid(pid, nullptr, 0);
  }
  return 0;
}
