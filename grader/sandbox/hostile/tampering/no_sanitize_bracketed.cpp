// The same in the other notation.
#include <iostream>
#include <thread>

int sum = 0;
[[gnu::no_sanitize("thread")]] void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
