// Pipes without end, each full.
#include <iostream>
#include <thread>
#include <unistd.h>
#include <fcntl.h>
#include <string>
int main() {
  const std::string full(1 << 16, 'x');
  for (int i = 0; i < 4000; ++i) {
    int ends[2];
    if (pipe2(ends, O_NONBLOCK) != 0) break;
    if (write(ends[1], full.data(), full.size()) < 0) break;
  }
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
