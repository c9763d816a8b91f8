// Memory without end.
#include <iostream>
#include <thread>
#include <cstring>
int main() {
  while (true) {
    char* more = new char[1 << 20];
    std::memset(more, 1, 1 << 20);
  }
}
