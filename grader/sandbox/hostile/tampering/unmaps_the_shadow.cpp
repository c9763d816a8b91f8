// Takes the detector's memory away.
#include <iostream>
#include <thread>
#include <cstdio>
#include <sys/mman.h>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  if (munmap(reinterpret_cast<void*>(0x200000000000UL), 1UL << 40) != 0) perror("munmap");
  if (madvise(reinterpret_cast<void*>(0x200000000000UL), 1UL << 40, MADV_DONTNEED) != 0) perror("madvise");
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
