// The same by the kernel's hand.
#include <iostream>
#include <thread>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  const int zero = open("/dev/zero", O_RDONLY);
  for (unsigned long base : {0x0b0000000000UL, 0x0b8000000000UL, 0x0c0000000000UL})
    if (read(zero, reinterpret_cast<void*>(base), 1 << 16) < 0) perror("read");
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
