// Right: threads get arguments by value, by reference and by move; moved, swapped and detached threads.
#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <utility>

int main() {
  int sum = 0;
  std::thread adds([](int& to, int a) { to += a; }, std::ref(sum), 3);
  std::thread moved = std::move(adds);
  std::thread other([box = std::make_unique<int>(4)] { ++*box; });
  std::swap(moved, other);
  moved.join();
  other.join();
  if (sum != 3 || moved.joinable()) __builtin_trap();
  std::atomic<bool> done{false};
  std::thread([&done] {
    done = true;
    done.notify_one();
  }).detach();
  done.wait(false);
}
