// expect: check=never-oversold kind=invariant-violation
// An fcntl lock is gone when the process closes any descriptor of the file, and the look opens and closes one.
#include <fstream>
#include <iostream>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

int tickets() {
  std::ifstream in("ticket.json");
  int n = 0;
  in.ignore(1000, ':');
  in >> n;
  return n;
}

void lock(int fd, short type) {
  struct flock how = {};
  how.l_type = type;
  how.l_whence = SEEK_SET;
  fcntl(fd, F_SETLKW, &how);
}

int main() {
  for (int i = 1; i <= 10; ++i) {
    if (fork() == 0) {
      int fd = open("ticket.json", O_RDWR);
      lock(fd, F_WRLCK);
      std::cout << i << " sees " << tickets() << std::endl;
      int n = tickets();
      if (n > 0) {
        std::ofstream("ticket.json") << "{\"count\": " << n - 1 << "}";
        std::cout << i << " bought" << std::endl;
      } else {
        std::cout << i << " sold out" << std::endl;
      }
      lock(fd, F_UNLCK);
      close(fd);
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
}
