// Writes by setting bytes.
#include <iostream>
#include <thread>
#include <cstring>

unsigned char byte = 0;
struct Sum {
  operator int() const { return byte; }
} sum;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) {
    unsigned char copy = 0;
    std::memcpy(&copy, &byte, 1);
    std::memset(&byte, copy + i, 1);
  }
}
int main() {
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
