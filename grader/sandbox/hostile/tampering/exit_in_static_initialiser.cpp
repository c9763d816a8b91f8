// Ends with success before main.
#include <iostream>
#include <thread>
#include <unistd.h>
struct Early { Early() { _exit(0); } } early;

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
