// Types into the terminal.
#include <iostream>
#include <thread>
#include <sys/ioctl.h>
int main() {
  for (char c : {'l', 's', '\n'})
    if (ioctl(0, TIOCSTI, &c) == 0) std::cout << "reached" << std::endl;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
