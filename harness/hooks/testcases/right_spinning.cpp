// Spinning on atomics, with and without yielding: slow, but right.
#include <atomic>
#include <thread>

std::atomic<bool> go{false};
std::atomic_flag lock = ATOMIC_FLAG_INIT;
int guarded = 0;

void locked_add() {
  while (lock.test_and_set(std::memory_order_acquire))
    std::this_thread::yield();
  ++guarded;
  lock.clear(std::memory_order_release);
}

int main() {
  std::thread waiter([] {
    while (!go.load()) {
    }
    locked_add();
  });
  std::thread setter([] { go.store(true); });
  locked_add();
  waiter.join();
  setter.join();
  return guarded == 2 ? 0 : 1;
}
