// Changes what it was built from.
#include <iostream>
#include <thread>
#include <fstream>
#include <unistd.h>
int main() {
  for (const char* name : {"/work/build/explore", "/work/build/x", "/usr/lib/x", "/usr/bin/x", "/lib/x", "/etc/ld.so.preload", "/x"})
    if (std::ofstream(name, std::ios::app) << "x") std::cout << "reached " << name << std::endl;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
