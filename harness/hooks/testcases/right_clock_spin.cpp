// Spinning on the clock for a second, while another thread works: slow, but right.
#include <chrono>
#include <thread>

int main() {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(1);
  std::thread other([] { std::this_thread::sleep_for(std::chrono::milliseconds(300)); });
  while (std::chrono::steady_clock::now() < until) {
  }
  other.join();
  return std::chrono::steady_clock::now() < until ? 1 : 0;
}
