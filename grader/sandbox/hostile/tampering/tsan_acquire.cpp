// Pretends an order.
#include <iostream>
#include <thread>
extern "C" void __tsan_acquire(void*);
extern "C" void __tsan_release(void*);

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  __tsan_release(nullptr);
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
