// Threads that wait for their turn by spinning with a yield, started in the wrong order: slow, but right.
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

std::atomic<bool> one{false};
std::atomic<bool> two{false};
std::mutex m;
bool three = false;

void await(const std::atomic<bool>& flag) {
  while (!flag.load(std::memory_order_acquire)) std::this_thread::yield();
}

void await_try_lock() {
  while (true) {
    if (m.try_lock()) {
      const bool done = three;
      m.unlock();
      if (done) return;
    }
    std::this_thread::yield();
  }
}

int main() {
  std::thread third([] {
    await(two);
    std::scoped_lock lock(m);
    three = true;
  });
  std::thread asks([] { await_try_lock(); });
  std::thread second([] {
    await(one);
    two.store(true, std::memory_order_release);
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  std::thread first([] { one.store(true, std::memory_order_release); });
  first.join();
  second.join();
  third.join();
  asks.join();
}
