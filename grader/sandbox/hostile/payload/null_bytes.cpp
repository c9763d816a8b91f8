// Bytes that end a string.
#include <iostream>
#include <thread>
int main() {
  std::cout << std::string("sum 55\0 passed\0", 16) << std::endl;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
