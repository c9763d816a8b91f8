// Machine code in the text segment, as data.
#include <iostream>
#include <thread>
#include <unistd.h>
__attribute__((section(".text"))) const unsigned char code[] = {0x01, 0x37, 0xc3};

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  {
    auto* plus = reinterpret_cast<void (*)(int*, int)>(const_cast<unsigned char*>(code));
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
