// Right: readers share, writers do not; shared_timed_mutex with a deadline.
#include <chrono>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <vector>

std::shared_mutex door;
std::shared_timed_mutex slow_door;
int value = 0, copy = 0;

int main() {
  std::vector<std::thread> threads;
  threads.emplace_back([] {
    for (int i = 0; i < 2; ++i) {
      std::unique_lock lock(door);
      ++value;
      ++copy;
    }
  });
  for (int i = 0; i < 2; ++i)
    threads.emplace_back([] {
      std::shared_lock lock(door);
      if (value != copy) __builtin_trap();
      std::shared_lock slow(slow_door, std::chrono::milliseconds(1));
    });
  threads.emplace_back([] {
    if (slow_door.try_lock_for(std::chrono::seconds(1))) slow_door.unlock();
  });
  for (std::thread& t : threads)
    t.join();
}
