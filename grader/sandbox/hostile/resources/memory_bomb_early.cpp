// The same before main.
#include <iostream>
#include <thread>
#include <cstring>
static const int early = [] {
  while (true) std::memset(new char[1 << 20], 1, 1 << 20);
  return 0;
}();
int main() {
}
