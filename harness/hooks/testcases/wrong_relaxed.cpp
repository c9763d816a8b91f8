// A relaxed flag orders nothing.
#include <atomic>
#include <thread>

int payload = 0;
std::atomic<bool> ready{false};

int main() {
  std::thread t([] {
    payload = 1;
    ready.store(true, std::memory_order_relaxed);
  });
  if (ready.load(std::memory_order_relaxed)) {
    if (payload != 1) return 1;  // expect: data-race race.write-read
  }
  t.join();
}
