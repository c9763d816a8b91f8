// Fills its folder.
#include <iostream>
#include <thread>
#include <fstream>
#include <string>
int main() {
  for (int i = 0; i < 100000; ++i) std::ofstream("file" + std::to_string(i)) << std::string(60000, 'x');
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
