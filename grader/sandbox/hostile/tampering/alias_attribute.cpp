// A runtime's name as another name of an own function.
#include <iostream>
#include <thread>
extern "C" void nothing() {}
extern "C" int pthread_mutex_lock_(void*);
extern "C" void other() __attribute__((alias("nothing")));
extern "C" void early() __attribute__((weakref("threadmark_before_main")));

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
