// Lets the detector look away, by a name put together.
#include <iostream>
#include <thread>
#define GLUE(a, b, c) a##b##c
extern "C" void GLUE(__ts, an_ignore_thread, _begin)();

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  GLUE(__ts, an_ignore_thread, _begin)();
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
