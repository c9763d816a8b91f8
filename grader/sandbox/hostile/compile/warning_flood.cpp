// Thousands of warnings around a right solution.
#include <iostream>
#include <thread>
#pragma GCC diagnostic warning "-Wall"
#define W { unsigned s = -1; if (s < 0) s = 'abcd'; int unused = 3.7; }
#define W1 W W W W W W W W W W
#define W2 W1 W1 W1 W1 W1 W1 W1 W1 W1 W1
#define W3 W2 W2 W2 W2 W2 W2 W2 W2 W2 W2
void warn() { W3 W3 W3 }
int main() {
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << "\n";
}
