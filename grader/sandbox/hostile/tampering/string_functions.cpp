// Changes the sum with functions of the C library.
#include <iostream>
#include <thread>
#include <cstdio>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) { char text[16]; snprintf(text, sizeof text, "%d", sum + i); sscanf(text, "%d", &sum); }
}
int main() {
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
