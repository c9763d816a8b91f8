// expect: check=nothing-lost kind=invariant-violation
// Load and store are each indivisible, the pair is not: another thread's step in between is overwritten.
#include <atomic>
#include <iostream>
#include <thread>
#include <vector>

std::atomic<int> n{0};

void change(int by) {
  for (int i = 0; i < 1000; ++i)
    n = n + by;
}

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back(change, i < 2 ? 1 : -1);
  for (auto& t : threads)
    t.join();
  std::cout << "n = " << n << '\n';  // <- here
}
