// Right: a pool of two workers over a queue of functions, ended by a flag under the lock.
#include <condition_variable>
#include <functional>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

class Pool {
 public:
  Pool() {
    for (int i = 0; i < 2; ++i)
      workers_.emplace_back([this] { works(); });
  }
  ~Pool() {
    {
      std::lock_guard guard(lock_);
      closed_ = true;
    }
    changed_.notify_all();
    for (std::thread& t : workers_)
      t.join();
  }
  void add(std::function<void()> task) {
    {
      std::lock_guard guard(lock_);
      tasks_.push(std::move(task));
    }
    changed_.notify_one();
  }

 private:
  void works() {
    std::unique_lock guard(lock_);
    while (true) {
      changed_.wait(guard, [this] { return closed_ || !tasks_.empty(); });
      if (tasks_.empty()) return;
      const std::function<void()> task = std::move(tasks_.front());
      tasks_.pop();
      guard.unlock();
      task();
      guard.lock();
    }
  }
  std::mutex lock_;
  std::condition_variable changed_;
  std::queue<std::function<void()>> tasks_;
  bool closed_ = false;
  std::vector<std::thread> workers_;
};

int results[3];

int main() {
  {
    Pool pool;
    for (int i = 0; i < 3; ++i)
      pool.add([i] { results[i] = i + 1; });
  }
  if (results[0] + results[1] + results[2] != 6) __builtin_trap();
}
