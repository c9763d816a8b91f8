// Right: a latch that starts threads together and one that waits for all; arrive_and_wait and try_wait.
#include <latch>
#include <thread>
#include <vector>

std::latch start(1), half(3), all(2);
int parts[2];

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i)
    threads.emplace_back([i] {
      start.wait();
      parts[i] = i + 1;
      half.arrive_and_wait();
      if (parts[1 - i] != 2 - i) __builtin_trap();
      all.count_down();
    });
  start.count_down();
  half.arrive_and_wait();
  all.wait();
  if (!start.try_wait() && !start.try_wait() && parts[0] + parts[1] != 3) __builtin_trap();
  for (std::thread& t : threads)
    t.join();
}
