// Right: a sequence lock over relaxed atomics, with the fences that it needs.
#include <atomic>
#include <thread>

std::atomic<unsigned> sequence{0};
std::atomic<int> x{0}, y{0};

int main() {
  std::thread writer([] {
    for (int i = 1; i <= 2; ++i) {
      const unsigned now = sequence.load(std::memory_order_relaxed);
      sequence.store(now + 1, std::memory_order_relaxed);
      std::atomic_thread_fence(std::memory_order_release);
      x.store(i, std::memory_order_relaxed);
      y.store(i, std::memory_order_relaxed);
      sequence.store(now + 2, std::memory_order_release);
    }
  });
  std::thread reader([] {
    int a = 0, b = 0;
    unsigned before = 0, after = 1;
    while (before != after || before % 2 != 0) {
      before = sequence.load(std::memory_order_acquire);
      a = x.load(std::memory_order_relaxed);
      b = y.load(std::memory_order_relaxed);
      std::atomic_thread_fence(std::memory_order_acquire);
      after = sequence.load(std::memory_order_relaxed);
    }
    if (a != b) __builtin_trap();
  });
  writer.join();
  reader.join();
}
