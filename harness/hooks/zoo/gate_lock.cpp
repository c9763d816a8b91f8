// Right: two locks taken in both orders, always under a third: no order to complain about.
#include <mutex>
#include <thread>

std::mutex gate, a, b;
int shared = 0;

int main() {
  std::thread first([] {
    std::lock_guard g(gate);
    std::lock_guard x(a);
    std::lock_guard y(b);
    ++shared;
  });
  std::thread second([] {
    std::lock_guard g(gate);
    std::lock_guard y(b);
    std::lock_guard x(a);
    ++shared;
  });
  first.join();
  second.join();
  if (shared != 2) __builtin_trap();
}
