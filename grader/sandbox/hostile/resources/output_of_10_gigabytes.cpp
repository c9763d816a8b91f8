// Output without end.
#include <iostream>
#include <thread>
#include <string>
int main() {
  const std::string line(1 << 20, 'x');
  for (int i = 0; i < 10000; ++i) std::cout << line << '\n';
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
