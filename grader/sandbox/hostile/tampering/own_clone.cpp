// Its own thread by a C library function that nobody names.
#include <iostream>
#include <thread>
extern "C" int __clone(int (*)(void*), void*, int, void*, ...) { return -1; }

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
