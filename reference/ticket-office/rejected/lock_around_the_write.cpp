// expect: check=never-oversold kind=invariant-violation
// The write is locked, the read that decides about it is not.
#include <cstdlib>

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

static int look() {
  int n = 0;
  FILE* f = fopen("ticket.json", "r");
  flock(fileno(f), LOCK_SH);
  if (fscanf(f, " { \"count\" : %d", &n) != 1) exit(1);
  fclose(f);
  return n;
}

static void set(int n) {
  FILE* f = fopen("ticket.json", "r+");
  flock(fileno(f), LOCK_EX);
  if (ftruncate(fileno(f), 0) != 0) exit(1);
  fprintf(f, "{\"count\": %d}", n);
  fclose(f);
}

int main() {
  for (int i = 1; i <= 10; i++) {
    if (fork() == 0) {
      printf("%d sees %d\n", i, look());
      int n = look();
      if (n > 0) {
        set(n - 1);
        printf("%d bought\n", i);
      } else {
        printf("%d sold out\n", i);
      }
      exit(0);
    }
  }
  while (wait(NULL) > 0) {
  }
}
