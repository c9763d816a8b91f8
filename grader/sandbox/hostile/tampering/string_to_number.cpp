// Changes the sum as text.
#include <iostream>
#include <thread>
#include <cstdio>
#include <cstdlib>

char text[16] = "0";
struct Sum {
  operator int() const { return std::atoi(text); }
} sum;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) std::snprintf(text, sizeof text, "%d", std::atoi(text) + i);
}
int main() {
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
