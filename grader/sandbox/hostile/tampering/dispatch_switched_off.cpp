// Switches the watching of system calls off.
#include <iostream>
#include <thread>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  prctl(59, 0, 0, 0, 0);
  syscall(SYS_prctl, 59, 0, 0, 0, 0);
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
