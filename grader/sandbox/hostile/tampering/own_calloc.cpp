// The allocator under another of its names.
#include <iostream>
#include <thread>
#include <cstdlib>

extern "C" void* calloc(std::size_t, std::size_t) { return nullptr; }
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
