// Right: two threads take turns by one atomic and wait/notify, and by a condition variable.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

std::atomic<int> turn{0};
std::mutex lock;
std::condition_variable changed;
int whose = 0, rounds = 0;

void plays(int me) {
  for (int i = 0; i < 2; ++i) {
    int seen = turn.load();
    while (seen % 2 != me) {
      turn.wait(seen);
      seen = turn.load();
    }
    turn.store(seen + 1);
    turn.notify_one();
  }
  std::unique_lock guard(lock);
  changed.wait(guard, [me] { return whose == me; });
  whose = 1 - me;
  ++rounds;
  changed.notify_one();
}

int main() {
  std::thread a(plays, 0), b(plays, 1);
  a.join();
  b.join();
  if (turn != 4 || rounds != 2) __builtin_trap();
}
