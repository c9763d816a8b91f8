// Looks for the nonce in the memory of its parent.
#include <iostream>
#include <thread>
#include <fcntl.h>
#include <string>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  for (int pid = 1; pid < 64; ++pid) {
    const int memory = open(("/proc/" + std::to_string(pid) + "/mem").c_str(), O_RDWR);
    if (memory >= 0) std::cout << "memory of " << pid << " is open" << std::endl;
  }
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
