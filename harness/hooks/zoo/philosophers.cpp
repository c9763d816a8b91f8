// Right: five philosophers who take the fork with the smaller number first.
#include <algorithm>
#include <mutex>
#include <thread>
#include <vector>

std::mutex forks[5];
int meals[5];

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 5; ++i)
    threads.emplace_back([i] {
      const int other = (i + 1) % 5;
      std::lock_guard first(forks[std::min(i, other)]);
      std::lock_guard second(forks[std::max(i, other)]);
      ++meals[i];
    });
  for (std::thread& t : threads)
    t.join();
}
