// expect: check=nothing-lost kind=invariant-violation
// Every access is locked, but the lock is free between reading the old value and writing the new one.
#include <iostream>
#include <mutex>
#include <thread>
#include <vector>

class Counter {
 public:
  int get() {
    std::lock_guard<std::mutex> lock(mutex_);
    return value_;
  }
  void set(int value) {
    std::lock_guard<std::mutex> lock(mutex_);
    value_ = value;
  }

 private:
  std::mutex mutex_;
  int value_ = 0;
};

int main() {
  Counter counter;
  auto work = [&counter](int step) {
    for (int i = 0; i < 1000; ++i)
      counter.set(counter.get() + step);
  };
  std::vector<std::thread> threads;
  for (int step : {1, 1, -1, -1})
    threads.emplace_back(work, step);
  for (auto& t : threads)
    t.join();
  std::cout << "n = " << counter.get() << std::endl;  // <- here
}
