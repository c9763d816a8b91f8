// Computes without end before main.
#include <iostream>
#include <thread>
struct Early { Early() { for (volatile unsigned long n = 1; n != 0; n = n * 3 | 1) {} } } early;
int main() {
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
