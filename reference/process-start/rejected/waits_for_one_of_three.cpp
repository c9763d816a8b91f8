// expect: check=reaped kind=zombie-process
// One call of wait reaps one child. That the others have ended too is known from a pipe that all of them hold open.
#include <iostream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  std::cout << "main " << getpid() << std::endl;
  int alive[2];
  if (pipe(alive) != 0) return 1;
  std::string names[3] = {"alex", "taibai", "wusir"};
  int ages[3] = {84, 73, 96};
  for (int i = 0; i < 3; ++i) {
    if (fork() == 0) {
      close(alive[0]);
      std::cout << names[i] << " start" << std::endl;
      sleep(1);
      std::cout << names[i] << " " << ages[i] << " " << getpid() << " " << getppid() << std::endl;
      _exit(0);
    }
  }
  close(alive[1]);
  char c;
  while (read(alive[0], &c, 1) > 0) {
  }
  close(alive[0]);
  wait(nullptr);
}
