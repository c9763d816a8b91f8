// The same with memory that becomes code later.
#include <iostream>
#include <thread>
#include <sys/mman.h>
#include <unistd.h>
alignas(4096) unsigned char code[4096] = {0x01, 0x37, 0xc3};
void (*plus)(int*, int);

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  if (mprotect(code, sizeof code, PROT_READ | PROT_EXEC) != 0) return 3;
  plus = reinterpret_cast<void (*)(int*, int)>(code);
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
