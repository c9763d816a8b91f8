// Asks Valgrind to look away.
#include <iostream>
#include <thread>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  unsigned long request[6] = {0x1001, 0, 0, 0, 0, 0};
  unsigned long answer = 0;
  asm volatile("rol $3, %%rdi; rol $13, %%rdi; rol $61, %%rdi; rol $51, %%rdi; xchg %%rbx, %%rbx" : "=d"(answer) : "a"(request), "0"(0) : "cc", "memory");
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
