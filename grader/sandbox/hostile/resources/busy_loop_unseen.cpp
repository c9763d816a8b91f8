// Computes without end where no access is seen.
#include <iostream>
#include <thread>
int main() {
  for (unsigned long n = 1; n != 0; n = n * 3 | 1) asm volatile("");
}
