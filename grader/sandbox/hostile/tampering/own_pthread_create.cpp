// Its own threads, one after another.
#include <iostream>
#include <thread>
#include <pthread.h>
extern "C" int pthread_create(pthread_t* id, const pthread_attr_t*, void* (*run)(void*), void* argument) noexcept {
  static pthread_t next = 1;
  *id = next++;
  run(argument);
  return 0;
}
extern "C" int pthread_join(pthread_t, void**) { return 0; }

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
