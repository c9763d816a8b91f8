// Right: a ticket lock and a test-and-test-and-set lock, with relaxed reads where they do no harm.
#include <atomic>
#include <thread>
#include <vector>

std::atomic<unsigned> next_ticket{0}, now_served{0};
std::atomic<bool> taken{false};
int by_ticket = 0, by_flag = 0;

void works() {
  const unsigned mine = next_ticket.fetch_add(1, std::memory_order_relaxed);
  while (now_served.load(std::memory_order_acquire) != mine)
    std::this_thread::yield();
  ++by_ticket;
  now_served.store(mine + 1, std::memory_order_release);
  while (true) {
    while (taken.load(std::memory_order_relaxed))
      std::this_thread::yield();
    if (!taken.exchange(true, std::memory_order_acquire)) break;
  }
  ++by_flag;
  taken.store(false, std::memory_order_release);
}

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back(works);
  for (std::thread& t : threads)
    t.join();
  if (by_ticket != 3 || by_flag != 3) __builtin_trap();
}
