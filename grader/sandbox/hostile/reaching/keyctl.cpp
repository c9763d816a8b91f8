// Reads the kernel's keys.
#include <iostream>
#include <thread>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
  if (syscall(SYS_keyctl, 0, -5, 0) >= 0 || syscall(SYS_add_key, "user", "x", "y", 1, -3) >= 0) std::cout << "reached" << std::endl;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
