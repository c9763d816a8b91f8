// Puts fresh memory over the runtime's.
#include <iostream>
#include <thread>
#include <cstdio>
#include <sys/mman.h>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  for (unsigned long base : {0x0b0000000000UL, 0x0b8000000000UL, 0x0c0000000000UL})
    if (mmap(reinterpret_cast<void*>(base), 1 << 20, PROT_READ | PROT_WRITE, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
        MAP_FAILED)
      perror("mmap");
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
