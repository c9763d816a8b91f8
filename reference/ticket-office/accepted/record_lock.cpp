// fcntl record locks, in the style of C; each child opens the file once and closes it once.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void lock(int fd, short type) {
  struct flock range;
  memset(&range, 0, sizeof range);
  range.l_type = type;
  range.l_whence = SEEK_SET;
  if (fcntl(fd, F_SETLKW, &range) == -1) exit(1);
}

static int look(int fd) {
  char text[128];
  ssize_t n = pread(fd, text, sizeof text - 1, 0);
  if (n < 0) exit(1);
  text[n] = '\0';
  char* colon = strchr(text, ':');
  return colon != NULL ? atoi(colon + 1) : 0;
}

static void child(int i) {
  int fd = open("ticket.json", O_RDWR);
  lock(fd, F_RDLCK);
  printf("%d sees %d\n", i, look(fd));
  lock(fd, F_UNLCK);

  lock(fd, F_WRLCK);
  int count = look(fd);
  if (count == 0) {
    printf("%d sold out\n", i);
  } else {
    char text[64];
    int length = snprintf(text, sizeof text, "{\"count\": %d}", count - 1);
    if (pwrite(fd, text, (size_t)length, 0) != length || ftruncate(fd, length) != 0) exit(1);
    printf("%d bought\n", i);
  }
  fflush(stdout);
  close(fd);
  exit(0);
}

int main(void) {
  for (int i = 1; i <= 10; i++)
    if (fork() == 0) child(i);
  for (int i = 1; i <= 10; i++)
    wait(NULL);
  return 0;
}
