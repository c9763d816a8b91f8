// The same, with a name that the preprocessor puts together.
#include <iostream>
#include <thread>
#define JOIN(a, b) a##b
extern "C" const char* JOIN(__tsan_default_, options)() { return "report_bugs=0:exitcode=0"; }

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
