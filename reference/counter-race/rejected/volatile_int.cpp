// expect: check=no-data-race kind=data-race
// volatile makes nothing indivisible and orders nothing.
#include <cstdio>
#include <thread>

volatile int n = 0;

void change(int by) {
  for (int i = 0; i < 1000; i++)
    n = n + by;  // <- here
}

int main() {
  std::thread a(change, 1), b(change, 1), c(change, -1), d(change, -1);
  a.join();
  b.join();
  c.join();
  d.join();
  printf("n = %d\n", n);
  return 0;
}
