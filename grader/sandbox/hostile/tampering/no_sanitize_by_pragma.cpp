// The same by a pragma for everything that follows.
#include <iostream>
#include <thread>
#pragma clang attribute push(__attribute__((no_sanitize("thread"))), apply_to = function)

int sum = 0;
 void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
