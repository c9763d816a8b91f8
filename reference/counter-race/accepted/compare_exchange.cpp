// Compare and exchange on a plain int through atomic_ref; a latch lets all four begin together.
#include <atomic>
#include <functional>
#include <iostream>
#include <latch>
#include <string>
#include <thread>

namespace {

int total = 0;

void change(int step, std::latch& start) {
  const std::atomic_ref<int> shared(total);
  start.arrive_and_wait();
  for (int i = 0; i < 1000; ++i) {
    int seen = shared.load();
    while (!shared.compare_exchange_weak(seen, seen + step)) {
    }
  }
}

}  // namespace

int main() {
  std::latch start(4);
  std::thread adders[2] = {std::thread(change, 1, std::ref(start)), std::thread(change, 1, std::ref(start))};
  std::thread subtracters[2] = {std::thread(change, -1, std::ref(start)), std::thread(change, -1, std::ref(start))};
  for (auto& thread : subtracters)
    thread.join();
  for (auto& thread : adders)
    thread.join();
  std::cout << "n = " + std::to_string(total) + "\n" << std::flush;
}
