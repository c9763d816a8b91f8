// expect: check=answered kind=invariant-violation
// The count is asked again for the second answer: who buys the last ticket is also told that there was none.
#include <fstream>
#include <iostream>

#include <fcntl.h>
#include <sys/file.h>
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
    if (fork() == 0) {
      int lock = open("ticket.json", O_RDONLY);
      flock(lock, LOCK_EX);
      std::cout << i << " sees " << tickets() << std::endl;
      if (tickets() > 0) {
        int left = tickets() - 1;
        std::ofstream("ticket.json") << "{\"count\": " << left << "}";
        std::cout << i << " bought" << std::endl;
      }
      if (tickets() == 0) std::cout << i << " sold out" << std::endl;
      close(lock);
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
}
