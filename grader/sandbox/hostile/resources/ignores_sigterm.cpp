// Ignores every signal that it can, and computes.
#include <iostream>
#include <thread>
#include <csignal>
int main() {
  for (int i = 1; i < 65; ++i) std::signal(i, SIG_IGN);
  for (volatile unsigned long n = 1; n != 0; n = n * 3 | 1) {}
}
