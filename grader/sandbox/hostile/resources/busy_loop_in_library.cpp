// Computes without end inside the C++ library.
#include <iostream>
#include <thread>
#include <algorithm>
#include <regex>
#include <string>
int main() {
  std::string text(64, 'a');
  std::cout << std::regex_match(text + "b", std::regex("(a*)*(a*)*(a*)*c")) << std::endl;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
