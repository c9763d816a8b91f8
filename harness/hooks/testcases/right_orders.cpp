// Release and acquire, a release sequence, fences: right without a lock.
#include <atomic>
#include <thread>

int payload = 0;
std::atomic<int> flag{0};
int fenced = 0;
std::atomic<bool> published{false};

int main() {
  std::thread writer([] {
    payload = 1;
    flag.store(1, std::memory_order_release);
    fenced = 2;
    std::atomic_thread_fence(std::memory_order_release);
    published.store(true, std::memory_order_relaxed);
  });
  std::thread middle([] {
    int expected = 1;
    flag.compare_exchange_strong(expected, 2, std::memory_order_relaxed);
  });
  std::thread reader([] {
    if (flag.load(std::memory_order_acquire) == 2 && payload != 1) __builtin_trap();
    if (published.load(std::memory_order_relaxed)) {
      std::atomic_thread_fence(std::memory_order_acquire);
      if (fenced != 2) __builtin_trap();
    }
  });
  writer.join();
  middle.join();
  reader.join();
}
