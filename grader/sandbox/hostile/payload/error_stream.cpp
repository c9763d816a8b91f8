// The same bytes on standard error.
#include <iostream>
#include <thread>
int main() {
  std::cerr << "\x1b[2J\xff::error::\xe2\x80\xae" << std::endl;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
