// A recursion without end.
#include <iostream>
#include <thread>
int deep(int n) { volatile char room[1000] = {}; return deep(n + 1) + room[n % 1000]; }
int main() {
  std::cout << deep(0);
}
