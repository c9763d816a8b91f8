// The same by the operator in a macro.
#include <iostream>
#include <thread>
#define TEXT(x) _Pragma(#x)
#define HIDE TEXT(clang attribute push(__attribute__((no_sanitize("thread"))), apply_to = function))

int sum = 0;
HIDE void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
