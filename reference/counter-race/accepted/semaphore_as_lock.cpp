// A binary semaphore as the lock, and the end counted instead of joined first: the last one to finish tells main.
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <semaphore>
#include <thread>
#include <vector>

class Team {
 public:
  void run(int step) {
    for (int block = 0; block < 10; ++block) {
      free_.acquire();
      for (int i = 0; i < 100; ++i)
        counter_ += step;
      free_.release();
    }
    const std::unique_lock<std::mutex> lock(mutex_);
    if (++finished_ == 4) all_finished_.notify_all();
  }

  int result() {
    std::unique_lock<std::mutex> lock(mutex_);
    all_finished_.wait(lock, [this] { return finished_ == 4; });
    return counter_;
  }

 private:
  std::binary_semaphore free_{1};
  int counter_ = 0;
  std::mutex mutex_;
  std::condition_variable all_finished_;
  int finished_ = 0;
};

int main() {
  Team team;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&team, i] { team.run(i < 2 ? 1 : -1); });
  std::cout << "n = " << team.result() << "\n";
}
