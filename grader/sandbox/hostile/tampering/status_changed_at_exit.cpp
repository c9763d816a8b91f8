// A handler at the end makes success of every end.
#include <iostream>
#include <thread>
#include <cstdlib>
#include <unistd.h>
void good() { _exit(0); }

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  std::atexit(good);
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
