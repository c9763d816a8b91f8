// Children that nobody collects.
#include <iostream>
#include <thread>
#include <unistd.h>
int main() {
  for (int i = 0; i < 10; ++i)
    if (fork() == 0) _exit(0);
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
