// expect: check=looks-first kind=order-violation
// The count is printed only after the purchase.
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
      if (n > 0) std::ofstream("ticket.json") << "{\"count\": " << n - 1 << "}";
      std::cout << i << (n > 0 ? " bought" : " sold out") << std::endl;
      std::cout << i << " sees " << n << std::endl;
      close(lock);
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
}
