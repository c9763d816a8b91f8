// Wrong only in its output: two threads put their lines together piece by piece.
// expect: none
// sometimes: line 1
// sometimes: line line 21
#include <iostream>
#include <thread>

int main() {
  std::thread one([] { std::cout << "line " << 1 << "\n"; });
  std::thread two([] { std::cout << "line " << 2 << "\n"; });
  one.join();
  two.join();
}
