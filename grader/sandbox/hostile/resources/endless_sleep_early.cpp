// Sleeps for ever before main.
#include <iostream>
#include <thread>
#include <unistd.h>
static const int early = [] { while (true) sleep(3600); return 0; }();
int main() {
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
