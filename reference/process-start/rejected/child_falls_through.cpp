// expect: check=three-children kind=invariant-violation
// expect: check=lines kind=extra-output
// The child does not stop after its work: it goes on with the loop and forks the others again.
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  std::cout << "main " << getpid() << std::endl;
  std::vector<std::pair<std::string, int>> people = {{"alex", 84}, {"taibai", 73}, {"wusir", 96}};
  for (auto& [name, age] : people) {
    if (fork() == 0) {
      std::cout << name << " start" << std::endl;
      sleep(1);
      std::cout << name << " " << age << " " << getpid() << " " << getppid() << std::endl;
    }
  }
  while (wait(nullptr) > 0) {
  }
}
