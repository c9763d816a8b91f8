// Makes it unreadable.
#include <iostream>
#include <thread>
#include <sys/mman.h>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  mprotect(reinterpret_cast<void*>(0x200000000000UL), 1UL << 40, PROT_NONE);
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
