// Makes namespaces of its own.
#include <iostream>
#include <thread>
#include <sched.h>
#include <sys/mount.h>
int main() {
  if (unshare(CLONE_NEWUSER) == 0 || unshare(CLONE_NEWNS) == 0 || mount("none", "/tmp", "tmpfs", 0, nullptr) == 0) std::cout << "reached" << std::endl;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
