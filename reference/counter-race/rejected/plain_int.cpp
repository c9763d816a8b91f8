// expect: check=no-data-race kind=data-race
// A plain int that four threads change without anything that orders them.
#include <iostream>
#include <thread>
#include <vector>

int n = 0;

void add() {
  for (int i = 0; i < 1000; ++i)
    ++n;  // <- here
}

void subtract() {
  for (int i = 0; i < 1000; ++i)
    --n;  // <- here
}

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back(add);
    threads.emplace_back(subtract);
  }
  for (auto& t : threads)
    t.join();
  std::cout << "n = " << n << std::endl;
}
