// expect: check=no-data-race kind=data-race
// Every thread locks, but each of them its own mutex.
#include <iostream>
#include <mutex>
#include <thread>
#include <vector>

class Worker {
 public:
  Worker(int& counter, int step) : counter_(counter), step_(step) {}

  void operator()() {
    std::mutex mutex;
    for (int i = 0; i < 1000; ++i) {
      std::lock_guard<std::mutex> lock(mutex);
      counter_ += step_;  // <- here
    }
  }

 private:
  int& counter_;
  int step_;
};

int main() {
  int counter = 0;
  std::vector<std::thread> threads;
  for (int step : {1, -1, 1, -1})
    threads.emplace_back(Worker(counter, step));
  for (auto& thread : threads)
    thread.join();
  std::cout << "n = " << counter << '\n';
}
