// Right: timed and recursive timed mutexes; whoever does not get one in time goes away.
#include <chrono>
#include <mutex>
#include <thread>

std::timed_mutex timed;
std::recursive_timed_mutex recursive;
int entered = 0;

void tries() {
  using namespace std::chrono_literals;
  if (timed.try_lock_for(10ms)) {
    ++entered;
    std::this_thread::sleep_for(20ms);
    timed.unlock();
  }
  if (recursive.try_lock_until(std::chrono::steady_clock::now() + 5ms)) {
    std::lock_guard again(recursive);
    recursive.unlock();
  }
}

int main() {
  std::thread a(tries), b(tries);
  a.join();
  b.join();
  if (entered < 1) __builtin_trap();
}
