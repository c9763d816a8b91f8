// Speaks to a spreadsheet.
#include <iostream>
#include <thread>
int main() {
  std::cout << "=cmd|'/c calc'!A1\n+1+1\n@SUM(1)\n-2+3" << std::endl;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
