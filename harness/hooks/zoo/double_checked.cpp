// Right: double-checked locking with acquire and release.
#include <atomic>
#include <mutex>
#include <thread>

struct Config {
  int a = 1, b = 2;
};
std::atomic<Config*> config{nullptr};
std::mutex lock;

Config& get() {
  Config* seen = config.load(std::memory_order_acquire);
  if (seen != nullptr) return *seen;
  std::lock_guard guard(lock);
  seen = config.load(std::memory_order_relaxed);
  if (seen == nullptr) {
    seen = new Config;
    config.store(seen, std::memory_order_release);
  }
  return *seen;
}

int main() {
  auto looks = [] {
    if (get().a + get().b != 3) __builtin_trap();
  };
  std::thread a(looks), b(looks), c(looks);
  a.join();
  b.join();
  c.join();
  delete config.load();
}
