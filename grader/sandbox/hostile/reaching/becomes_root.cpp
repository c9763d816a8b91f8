// Becomes somebody else.
#include <iostream>
#include <thread>
#include <unistd.h>
#include <grp.h>
int main() {
  if (setuid(0) == 0 || setgid(0) == 0 || setgroups(0, nullptr) == 0 || chroot("/tmp") == 0) std::cout << "reached" << std::endl;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
