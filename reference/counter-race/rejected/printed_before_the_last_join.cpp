// expect: check=nothing-lost kind=invariant-violation
// One thread may still be at work when the number is printed.
#include <atomic>
#include <iostream>
#include <thread>

std::atomic<int> n{0};

void add() {
  for (int i = 0; i < 1000; ++i)
    n.fetch_add(1);
}

void sub() {
  for (int i = 0; i < 1000; ++i)
    n.fetch_sub(1);
}

int main() {
  std::thread a(add), b(add), c(sub), d(sub);
  a.join();
  b.join();
  c.join();
  std::cout << "n = " << n << std::endl;  // <- here
  d.join();
}
