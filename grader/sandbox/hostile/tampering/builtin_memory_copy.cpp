// Copies by a library call instead of an access.
#include <iostream>
#include <thread>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) { int copy; __builtin_memcpy(&copy, &sum, 4); copy += i; __builtin_memcpy(&sum, &copy, 4); }
}
int main() {
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
