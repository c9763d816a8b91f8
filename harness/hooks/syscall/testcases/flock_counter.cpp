// Right: five children count up in a file, each under flock on a descriptor of its own.
// expect: none
// always: count 5
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int file = open("count.txt", O_CREAT | O_RDWR | O_TRUNC, 0600);
  if (write(file, "0", 1) != 1) return 1;
  close(file);
  for (int i = 0; i < 5; ++i) {
    if (fork() != 0) continue;
    const int mine = open("count.txt", O_RDWR);
    flock(mine, LOCK_EX);
    char text[16] = {};
    if (pread(mine, text, sizeof text - 1, 0) < 0) _exit(1);
    const int length = snprintf(text, sizeof text, "%d", atoi(text) + 1);
    if (pwrite(mine, text, static_cast<size_t>(length), 0) != length) _exit(1);
    flock(mine, LOCK_UN);
    _exit(0);
  }
  while (wait(nullptr) > 0) {
  }
  FILE* in = fopen("count.txt", "r");
  int count = -1;
  if (fscanf(in, "%d", &count) != 1) return 1;
  fclose(in);
  unlink("count.txt");
  printf("count %d\n", count);
}
