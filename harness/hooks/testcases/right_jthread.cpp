// jthread, stop_token, condition_variable_any with a stop token: right.
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

std::mutex m;
std::condition_variable_any changed;
bool ready = false;

int main() {
  int stopped = 0;
  std::jthread waiter([&stopped](std::stop_token token) {
    std::unique_lock lock(m);
    if (!changed.wait(lock, token, [] { return ready; })) ++stopped;
  });
  std::jthread spinner([](std::stop_token token) {
    while (!token.stop_requested())
      std::this_thread::yield();
  });
  waiter.request_stop();
  waiter.join();
  return stopped == 1 ? 0 : 1;
}
