// expect: check=never-oversold kind=invariant-violation
// A std::mutex in ordinary memory: fork gives every child its own.
#include <fstream>
#include <iostream>
#include <mutex>

#include <sys/wait.h>
#include <unistd.h>

std::mutex office;

int tickets() {
  std::ifstream in("ticket.json");
  int n = 0;
  in.ignore(1000, ':');
  in >> n;
  return n;
}

int main() {
  for (int i = 1; i <= 10; ++i) {
    if (fork() == 0) {
      {
        std::lock_guard<std::mutex> lock(office);
        std::cout << i << " sees " << tickets() << std::endl;
        int n = tickets();
        if (n > 0) {
          std::ofstream("ticket.json") << "{\"count\": " << n - 1 << "}";
          std::cout << i << " bought" << std::endl;
        } else {
          std::cout << i << " sold out" << std::endl;
        }
      }
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
}
