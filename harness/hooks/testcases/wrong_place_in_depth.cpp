// A recursion deeper than the calls that are kept: the place of what a library does at its end is found all the same.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable never;

void go_down(int depth) {
  if (depth > 0) return go_down(depth - 1);
  std::unique_lock lock(mutex);
  never.wait(lock);  // expect: lost-wakeup lost-wakeup.waits
}

int main() {
  std::thread(go_down, 70'000).join();
}
