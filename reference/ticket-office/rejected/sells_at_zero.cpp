// expect: check=never-oversold kind=invariant-violation
// Well locked, and one ticket too many: the count may go down to −1.
#include <fstream>
#include <iostream>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  for (int i = 1; i <= 10; ++i) {
    if (fork() == 0) {
      int lock = open("ticket.json", O_RDONLY);
      flock(lock, LOCK_EX);
      int n = 0;
      {
        std::ifstream in("ticket.json");
        in.ignore(1000, ':');
        in >> n;
      }
      std::cout << i << " sees " << n << std::endl;
      if (n >= 0) {
        std::ofstream("ticket.json") << "{\"count\": " << n - 1 << "}";
        std::cout << i << " bought" << std::endl;
      } else {
        std::cout << i << " sold out" << std::endl;
      }
      close(lock);
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
}
