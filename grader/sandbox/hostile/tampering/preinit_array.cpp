// Code before everything else.
#include <iostream>
#include <thread>
#include <unistd.h>
void early() { _exit(0); }
__attribute__((section(".preinit_array"))) void (*entry)() = early;

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
