// The same past the allocator.
#include <iostream>
#include <thread>
#include <cstring>
#include <sys/mman.h>
int main() {
  while (true) {
    void* more = mmap(nullptr, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (more == MAP_FAILED) return 3;
    std::memset(more, 1, 1 << 20);
  }
}
