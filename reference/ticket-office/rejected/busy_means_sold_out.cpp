// expect: check=left-over kind=invariant-violation
// A lock that somebody else has is taken for an office without tickets.
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

int look(int fd) {
  char text[100] = {};
  int n = 0;
  if (pread(fd, text, sizeof(text) - 1, 0) < 0) exit(1);
  sscanf(text, " { \"count\" : %d", &n);
  return n;
}

bool buy(int fd) {
  if (flock(fd, LOCK_EX | LOCK_NB) != 0) return false;
  int n = look(fd);
  if (n > 0) {
    char text[100];
    int length = snprintf(text, sizeof(text), "{\"count\": %3d}", n - 1);
    if (pwrite(fd, text, length, 0) < 0) exit(1);
  }
  flock(fd, LOCK_UN);
  return n > 0;
}

int main() {
  for (int i = 1; i <= 10; ++i) {
    if (fork() == 0) {
      int fd = open("ticket.json", O_RDWR);
      std::cout << i << " sees " << look(fd) << std::endl;
      std::cout << i << (buy(fd) ? " bought" : " sold out") << std::endl;
      close(fd);
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
}
