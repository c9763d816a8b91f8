// expect: check=never-oversold kind=invariant-violation
// All children lock the one open file that they inherited: the lock belongs to it, so all of them have it at once.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

int fd;

int look() {
  char text[100] = {0};
  int n = 0;
  if (pread(fd, text, sizeof(text) - 1, 0) < 0) exit(1);
  sscanf(text, " { \"count\" : %d", &n);
  return n;
}

void child(int i) {
  flock(fd, LOCK_EX);
  printf("%d sees %d\n", i, look());
  int n = look();
  if (n > 0) {
    char text[100];
    int length = snprintf(text, sizeof(text), "{\"count\": %d} ", n - 1);
    if (pwrite(fd, text, length, 0) < 0) exit(1);
    printf("%d bought\n", i);
  } else {
    printf("%d sold out\n", i);
  }
  flock(fd, LOCK_UN);
  exit(0);
}

int main() {
  fd = open("ticket.json", O_RDWR);
  for (int i = 1; i <= 10; i++)
    if (fork() == 0) child(i);
  while (wait(NULL) > 0) {
  }
  return 0;
}
