// A folder in a folder in a folder.
#include <iostream>
#include <thread>
#include <sys/stat.h>
#include <unistd.h>
int main() {
  for (int i = 0; i < 3000; ++i)
    if (mkdir("d", 0700) != 0 || chdir("d") != 0) break;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
