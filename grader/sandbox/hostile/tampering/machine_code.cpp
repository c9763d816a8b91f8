// Brings its own machine code, which no compiler has instrumented.
#include <iostream>
#include <thread>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>
unsigned char code[] = {0x01, 0x37, 0xc3};  // add [rdi], esi; ret
void (*plus)(int*, int);

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) return 3;
  std::memcpy(page, code, sizeof code);
  plus = reinterpret_cast<void (*)(int*, int)>(page);
  {
    int total = 0;
    std::thread a([&] { for (int i = 1; i <= 5; ++i) plus(&total, i); });
    std::thread b([&] { for (int i = 6; i <= 10; ++i) plus(&total, i); });
    a.join();
    b.join();
    std::cout << "sum " << total << std::endl;
    _exit(0);
  }
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
