// The same by the name that it was called with.
#include <iostream>
#include <thread>
#include <cstdlib>
#include <fstream>
#include <unistd.h>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  if (getenv("AGAIN") == nullptr) {
    setenv("AGAIN", "1", 1);
    char path[512] = {};
    std::ifstream("/proc/self/cmdline").getline(path, sizeof path, 0);
    execl(path, "solution", nullptr);
  }
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
