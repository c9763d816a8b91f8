// Right: deferred, adopted, tried and released unique_locks; std::lock takes two in either order.
#include <mutex>
#include <thread>

std::mutex a, b;
int shared = 0;

int main() {
  std::thread first([] {
    std::unique_lock x(a, std::defer_lock), y(b, std::defer_lock);
    std::lock(x, y);
    ++shared;
  });
  std::thread second([] {
    std::lock(b, a);
    std::lock_guard y(b, std::adopt_lock);
    std::unique_lock x(a, std::adopt_lock);
    ++shared;
    x.release()->unlock();
  });
  std::thread third([] {
    {
      std::unique_lock x(a, std::try_to_lock);
      if (x) {
        x.unlock();
        x.lock();
      }
    }
    if (std::try_lock(a, b) >= 0) return;
    ++shared;
    a.unlock();
    b.unlock();
  });
  first.join();
  second.join();
  third.join();
}
