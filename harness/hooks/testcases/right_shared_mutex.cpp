// shared_mutex, timed and recursive mutexes, scoped_lock, try_lock: right.
#include <chrono>
#include <mutex>
#include <shared_mutex>
#include <thread>

std::shared_mutex rw;
std::recursive_mutex deep;
std::timed_mutex timed;
std::mutex a;
std::mutex b;
int value = 0;
int sums = 0;

void write() {
  std::unique_lock lock(rw);
  ++value;
}
void read() {
  std::shared_lock lock(rw);
  if (value > 2) __builtin_trap();
}
void both(bool turned) {
  std::scoped_lock lock(turned ? a : b, turned ? b : a);
  ++sums;
}

int main() {
  std::thread w1([] {
    write();
    read();
    both(true);
  });
  std::thread w2([] {
    write();
    read();
    both(false);
  });
  {
    std::scoped_lock twice(deep);
    std::scoped_lock again(deep);
  }
  if (timed.try_lock_for(std::chrono::milliseconds(10))) timed.unlock();
  if (rw.try_lock_shared()) rw.unlock_shared();
  w1.join();
  w2.join();
  return value == 2 && sums == 2 ? 0 : 1;
}
