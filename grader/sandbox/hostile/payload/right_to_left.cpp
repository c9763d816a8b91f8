// Turns around what is read.
#include <iostream>
#include <thread>
int main() {
  std::cout << "\xe2\x80\xae desrever \xe2\x80\xac \xe2\x81\xa6 x \xe2\x80\x8f \xe2\x81\xa9" << std::endl;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
