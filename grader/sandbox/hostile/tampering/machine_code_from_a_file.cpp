// The same from a file that is mapped as code.
#include <iostream>
#include <thread>
#include <sys/mman.h>
#include <unistd.h>
unsigned char code[] = {0x01, 0x37, 0xc3};
void (*plus)(int*, int);

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  const int file = memfd_create("code", 0);
  if (write(file, code, sizeof code) != sizeof code) return 3;
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, file, 0);
  close(file);
  if (page == MAP_FAILED) return 3;
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
