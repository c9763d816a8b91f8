// expect: check=never-oversold kind=invariant-violation
// Looks and buys without any lock.
#include <cstdio>
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

int get() {
  FILE* f = fopen("ticket.json", "r");
  int n = 0;
  if (fscanf(f, " { \"count\" : %d", &n) != 1) n = 0;
  fclose(f);
  return n;
}

void put(int n) {
  FILE* f = fopen("ticket.json", "w");
  fprintf(f, "{\"count\": %d}", n);
  fclose(f);
}

int main() {
  for (int i = 1; i <= 10; ++i) {
    if (fork() == 0) {
      std::cout << i << " sees " << get() << std::endl;
      int n = get();
      if (n > 0) {
        usleep(100000);
        put(n - 1);
        std::cout << i << " bought" << std::endl;
      } else {
        std::cout << i << " sold out" << std::endl;
      }
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
}
