// expect: check=no-process-left kind=orphan-process
// main ends while its children are still at work.
#include <iostream>
#include <string>

#include <unistd.h>

void child(const std::string& name, int age) {
  std::cout << name << " start" << std::endl;
  sleep(1);
  std::cout << name << " " << age << " " << getpid() << " " << getppid() << std::endl;
  _exit(0);
}

int main() {
  std::cout << "main " << getpid() << std::endl;
  if (fork() == 0) child("alex", 84);
  if (fork() == 0) child("taibai", 73);
  if (fork() == 0) child("wusir", 96);
  return 0;
}
