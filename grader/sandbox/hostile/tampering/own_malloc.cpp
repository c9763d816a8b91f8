// Its own memory, below.
#include <iostream>
#include <thread>
char room[1 << 20];
unsigned long used = 0;
extern "C" void* malloc(unsigned long size) { used += (size + 15) & ~15UL; return room + used - ((size + 15) & ~15UL); }

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
