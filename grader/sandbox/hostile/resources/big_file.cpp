// One file without end.
#include <iostream>
#include <thread>
#include <fstream>
#include <string>
int main() {
  std::ofstream file("file");
  for (int i = 0; i < 100000; ++i) file << std::string(60000, 'x') << std::flush;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
