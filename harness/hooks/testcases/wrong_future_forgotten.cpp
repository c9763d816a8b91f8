// A promise that nobody keeps: a deadlock, not a lost wake-up.
#include <future>
#include <thread>

std::promise<int> promise;

int main() {
  std::thread waiter([] {
    promise.get_future().wait();  // expect: deadlock deadlock.waits
  });
  waiter.join();
}
