// expect: check=no-deadlock kind=lost-wakeup
// The first runner may call before the second one listens; the call is not kept.
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <thread>

std::mutex m;
std::condition_variable handed_over;

int main() {
  std::thread first([] {
    std::cout << "first runs\n" << std::flush;
    handed_over.notify_one();
  });
  std::thread second([] {
    std::unique_lock lock(m);
    handed_over.wait(lock);  // <- here
    std::cout << "second runs\n" << std::flush;
  });
  first.join();
  second.join();
  std::cout << "race over\n";
}
