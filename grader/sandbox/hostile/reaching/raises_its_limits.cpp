// Gives itself more.
#include <iostream>
#include <thread>
#include <sys/resource.h>
int main() {
  for (int i = 0; i < 16; ++i) {
    rlimit all{RLIM_INFINITY, RLIM_INFINITY};
    setrlimit(static_cast<__rlimit_resource>(i), &all);
  }
  volatile unsigned long n = 0;
  while (true) n = n + 1;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
