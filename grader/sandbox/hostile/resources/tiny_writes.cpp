// A hundred thousand small writes.
#include <iostream>
#include <thread>
#include <unistd.h>
int main() {
  for (int i = 0; i < 100000; ++i)
    if (write(1, "x", 1) != 1) return 3;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
