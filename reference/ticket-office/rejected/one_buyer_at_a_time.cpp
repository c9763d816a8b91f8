// expect: check=together kind=not-concurrent
// No lock is needed when each child is waited for before the next one comes, and nothing is concurrent.
#include <fstream>
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

int tickets() {
  std::ifstream in("ticket.json");
  int n = 0;
  in.ignore(1000, ':');
  in >> n;
  return n;
}

int main() {
  for (int i = 1; i <= 10; ++i) {
    pid_t pid = fork();
    if (pid == 0) {
      int n = tickets();
      std::cout << i << " sees " << n << std::endl;
      if (n > 0) {
        std::ofstream("ticket.json") << "{\"count\": " << n - 1 << "}";
        std::cout << i << " bought" << std::endl;
      } else {
        std::cout << i << " sold out" << std::endl;
      }
      _exit(0);
    }
    waitpid(pid, nullptr, 0);
  }
}
