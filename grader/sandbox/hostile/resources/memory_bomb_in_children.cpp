// The same in many processes, each within bounds.
#include <iostream>
#include <thread>
#include <cstring>
#include <unistd.h>
int main() {
  for (int i = 0; i < 12; ++i)
    if (fork() == 0) {
      for (int k = 0; k < 60; ++k) std::memset(new char[1 << 20], 1, 1 << 20);
      while (true) pause();
    }
  pause();
}
