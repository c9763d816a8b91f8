// Copies whole structs, which the compiler turns into calls.
#include <iostream>
#include <thread>

struct Wide {
  int value = 0;
  char padding[252] = {};
};
Wide wide;
int& sum = wide.value;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) {
    Wide copy = wide;
    copy.value += i;
    wide = copy;
  }
}
int main() {
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
