// Right: a barrier over several phases with a completion, and one that a thread drops out of.
#include <barrier>
#include <thread>
#include <vector>

int cells[3] = {1, 1, 1}, total = 0;

int main() {
  auto add = []() noexcept { total = cells[0] + cells[1] + cells[2]; };
  std::barrier phase(3, add);
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&phase, i] {
      phase.arrive_and_wait();
      if (total != 3) __builtin_trap();
      cells[i] = 2;
      if (i == 2) {
        phase.arrive_and_drop();
        return;
      }
      phase.arrive_and_wait();
      if (total != 6) __builtin_trap();
      auto token = phase.arrive();
      phase.wait(std::move(token));
    });
  for (std::thread& t : threads)
    t.join();
}
