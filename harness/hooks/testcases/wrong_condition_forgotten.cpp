// Nobody ever makes the condition true: a deadlock, not a lost wake-up.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex m;
std::condition_variable changed;
bool ready = false;

int main() {
  std::thread waiter([] {
    std::unique_lock lock(m);
    changed.wait(lock, [] { return ready; });  // expect: deadlock deadlock.waits
  });
  waiter.join();
}
