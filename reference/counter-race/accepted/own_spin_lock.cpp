// A spin lock of one's own around each hundred steps: slow when it has to wait, and right.
#include <atomic>
#include <iostream>
#include <thread>

static std::atomic_flag busy = ATOMIC_FLAG_INIT;
static long counter = 0;

static void change_by_hundred(int by) {
  while (busy.test_and_set(std::memory_order_acquire))
    std::this_thread::yield();
  for (int i = 0; i < 100; ++i)
    counter += by;
  busy.clear(std::memory_order_release);
}

int main() {
  const auto thousand = [](int by) {
    for (int i = 0; i < 10; ++i)
      change_by_hundred(by);
  };
  std::thread plus1(thousand, +1), minus1(thousand, -1), plus2(thousand, +1), minus2(thousand, -1);
  plus1.join();
  plus2.join();
  minus1.join();
  minus2.join();
  std::cout << "n = " << counter << std::endl;
  return 0;
}
