// Copies by an algorithm of the standard library.
#include <iostream>
#include <thread>
#include <algorithm>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) {
    int copy = 0;
    auto* here = reinterpret_cast<unsigned char*>(&copy);
    auto* there = reinterpret_cast<unsigned char*>(&sum);
    std::copy_n(there, sizeof sum, here);
    copy += i;
    std::copy_n(here, sizeof sum, there);
  }
}
int main() {
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
