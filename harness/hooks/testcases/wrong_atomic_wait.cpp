// The value is stored but nobody notifies.
#include <atomic>
#include <thread>

std::atomic<int> ready{0};

int main() {
  std::thread waiter([] { ready.wait(0); });  // expect: lost-wakeup lost-wakeup.waits
  ready.store(1);
  waiter.join();
}
