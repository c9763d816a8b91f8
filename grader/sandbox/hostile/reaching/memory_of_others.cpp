// Reads another process' memory.
#include <iostream>
#include <thread>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
int main() {
  char byte;
  iovec mine{&byte, 1};
  iovec theirs{reinterpret_cast<void*>(0x400000), 1};
  for (int pid = 1; pid < 20; ++pid)
    if (syscall(310, pid, &mine, 1, &theirs, 1, 0) == 1) std::cout << "reached" << std::endl;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
