// The reference: flush before forking, keep the pids, wait for each of them.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace {

struct Person {
  std::string name;
  int age;
};

void introduce(const Person& person) {
  std::cout << person.name << " start" << std::endl;
  std::this_thread::sleep_for(std::chrono::seconds(1));
  std::cout << person.name << ' ' << person.age << ' ' << getpid() << ' ' << getppid() << std::endl;
}

}  // namespace

int main() {
  std::cout << "main " << getpid() << std::endl;
  std::vector<pid_t> children;
  for (const Person& person : {Person{"alex", 84}, Person{"taibai", 73}, Person{"wusir", 96}}) {
    const pid_t child = fork();
    if (child < 0) {
      std::perror("fork");
      return 1;
    }
    if (child == 0) {
      introduce(person);
      _exit(0);
    }
    children.push_back(child);
  }
  for (const pid_t child : children)
    waitpid(child, nullptr, 0);
}
