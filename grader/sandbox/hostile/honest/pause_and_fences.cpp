#include <atomic>
#include <iostream>
#include <thread>
#include <immintrin.h>
std::atomic<int> ready{0};
int main() {
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; ready.fetch_add(1); });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; ready.fetch_add(1); });
  while (ready.load() < 2) {
    asm volatile("pause" ::: "memory");
    _mm_pause();
    __builtin_ia32_pause();
    asm volatile("" ::: "memory");
    std::this_thread::yield();
  }
  std::atomic_thread_fence(std::memory_order_seq_cst);
  first.join();
  second.join();
  std::cout << "sum " << a + b << "\n";
}
