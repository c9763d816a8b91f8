// The same by a name put together.
#include <iostream>
#include <thread>
#define JOIN(a, b) a##b
extern "C" void JOIN(thread, mark_tell)(const char*, long, const char*);

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  JOIN(thread, mark_tell)("\1checkpoint", 0, nullptr);
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
