// An atomic number; jthreads that join by themselves at the end of their scope.
#include <atomic>
#include <iostream>
#include <thread>

int main() {
  std::atomic<int> n = 0;
  {
    const auto add = [&n] {
      for (int i = 0; i < 1000; ++i)
        n.fetch_add(1, std::memory_order_relaxed);
    };
    const auto subtract = [&n] {
      for (int i = 0; i < 1000; ++i)
        --n;
    };
    std::jthread a(add), b(subtract), c(add), d(subtract);
  }
  std::cout << "n = " << n << std::endl;
}
