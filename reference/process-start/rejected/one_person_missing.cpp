// expect: check=lines kind=missing-output
// The loop ends one too early.
#include <iostream>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

int main() {
  std::cout << "main " << getpid() << std::endl;
  std::vector<std::string> names = {"alex", "taibai", "wusir"};
  std::vector<int> ages = {84, 73, 96};
  std::vector<pid_t> pids;
  for (std::size_t i = 0; i < names.size() - 1; ++i) {
    pid_t pid = fork();
    if (pid == 0) {
      std::cout << names[i] << " start" << std::endl;
      sleep(1);
      std::cout << names[i] << " " << ages[i] << " " << getpid() << " " << getppid() << std::endl;
      _exit(0);
    }
    pids.push_back(pid);
  }
  for (pid_t pid : pids)
    waitpid(pid, nullptr, 0);
}
