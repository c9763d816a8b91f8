// A harmless name for a forbidden one.
#include <iostream>
#include <thread>
extern "C" void* find(void*, const char*) __asm__("dlsym");

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  if (void* f = find(nullptr, "AnnotateIgnoreReadsBegin")) reinterpret_cast<void (*)(const char*, int)>(f)("", 0);
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
