// Right: stop_source, stop_token and stop_callback: a callback runs once, whoever asks, and not after its end.
#include <atomic>
#include <stop_token>
#include <thread>

int main() {
  std::stop_source source;
  std::atomic<int> called{0};
  std::thread listens([token = source.get_token(), &called] {
    std::stop_callback callback(token, [&called] { ++called; });
    while (!token.stop_requested())
      std::this_thread::yield();
  });
  std::thread asks([&source] { source.request_stop(); });
  std::thread asks_too([&source] { source.request_stop(); });
  listens.join();
  asks.join();
  asks_too.join();
  if (called != 1 || source.request_stop()) __builtin_trap();
  std::jthread spins([](std::stop_token token) {
    while (!token.stop_requested())
      std::this_thread::yield();
  });
}
