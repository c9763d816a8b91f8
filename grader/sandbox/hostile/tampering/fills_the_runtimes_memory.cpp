// The same by a function of the C library.
#include <iostream>
#include <thread>
#include <cstring>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  std::memset(reinterpret_cast<void*>(0x0c0000000000UL), 0, 4096);
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
