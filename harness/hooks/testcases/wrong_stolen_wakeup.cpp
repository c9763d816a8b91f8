// notify_one where two kinds of waiters wait: the wrong one takes it.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex m;
std::condition_variable changed;
int turn = 0;

void wait_for(int mine) {
  std::unique_lock lock(m);
  while (turn != mine)
    changed.wait(lock);  // expect: lost-wakeup lost-wakeup.waits
  ++turn;
  changed.notify_one();
}

int main() {
  std::thread a(wait_for, 0);
  std::thread b(wait_for, 1);
  std::thread c(wait_for, 2);
  a.join();
  b.join();
  c.join();
}
