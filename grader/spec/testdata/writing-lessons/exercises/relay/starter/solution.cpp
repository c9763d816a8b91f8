#include <iostream>
#include <thread>

void first() {
  std::cout << "first runs\n" << std::flush;
}

void second() {
  std::cout << "second runs\n" << std::flush;
}

int main() {
  std::thread a(first);
  std::thread b(second);
  a.join();
  b.join();
  std::cout << "race over\n";
}
