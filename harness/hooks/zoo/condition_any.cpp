// Right: condition_variable_any with a shared lock and with a stop token; notify_all_at_thread_exit.
#include <condition_variable>
#include <mutex>
#include <shared_mutex>
#include <stop_token>
#include <thread>

std::shared_mutex door;
std::condition_variable_any changed;
bool open = false;
std::mutex lock;
std::condition_variable gone;
bool left = false;

int main() {
  std::thread reader([] {
    std::shared_lock guard(door);
    changed.wait(guard, [] { return open; });
  });
  std::thread writer([] {
    std::unique_lock guard(door);
    open = true;
    changed.notify_all();
  });
  std::thread leaver([] {
    std::unique_lock guard(lock);
    left = true;
    std::notify_all_at_thread_exit(gone, std::move(guard));
  });
  {
    std::unique_lock guard(lock);
    gone.wait(guard, [] { return left; });
  }
  std::jthread stopped([](std::stop_token token) {
    std::unique_lock guard(door);
    if (changed.wait(guard, token, [] { return false; })) __builtin_trap();
  });
  reader.join();
  writer.join();
  leaver.join();
}
