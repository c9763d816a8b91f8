// Wipes the detector's memory after each step.
#include <iostream>
#include <thread>
#include <sys/mman.h>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) {
    sum += i;
    madvise(reinterpret_cast<void*>(0x200000000000UL), 1UL << 40, MADV_DONTNEED);
  }
}
int main() {
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
