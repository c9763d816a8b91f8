// A flag set without the lock and a wait without looking first: the notification can come too early.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex m;
std::condition_variable changed;

int main() {
  std::thread waiter([] {
    std::unique_lock lock(m);
    changed.wait(lock);  // expect: lost-wakeup lost-wakeup.waits
  });
  changed.notify_one();
  waiter.join();
}
