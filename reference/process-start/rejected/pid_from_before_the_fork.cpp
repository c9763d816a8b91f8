// expect: check=pids kind=wrong-output
// The pids are asked for before the fork: every child prints its parent's as its own.
#include <iostream>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

struct Person {
  std::string name;
  int age;
};

int main() {
  pid_t pid = getpid();
  pid_t ppid = getppid();
  std::cout << "main " << pid << std::endl;
  std::vector<Person> people = {{"alex", 84}, {"taibai", 73}, {"wusir", 96}};
  for (const Person& p : people) {
    if (fork() == 0) {
      std::cout << p.name << " start" << std::endl;
      sleep(1);
      std::cout << p.name << " " << p.age << " " << pid << " " << ppid << std::endl;  // <- here
      _exit(0);
    }
  }
  for (size_t i = 0; i < people.size(); ++i)
    wait(nullptr);
}
