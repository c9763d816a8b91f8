// expect: check=done-after-made kind=order-violation
// Whichever producer ends first puts the pills, and the other's items come behind them.
#include <atomic>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <queue>
#include <string>
#include <thread>
#include <vector>

class Queue {
 public:
  void put(const std::string& item) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push(item);
    not_empty_.notify_one();
  }
  std::string get() {
    std::unique_lock<std::mutex> lock(mutex_);
    not_empty_.wait(lock, [this] { return !items_.empty(); });
    std::string item = items_.front();
    items_.pop();
    return item;
  }

 private:
  std::mutex mutex_;
  std::condition_variable not_empty_;
  std::queue<std::string> items_;
};

Queue queue;
const std::string pill = "PILL";

std::atomic<bool> ended(false);

void produce(std::string name) {
  for (int i = 0; i < 10; ++i) {
    std::string item = name + std::to_string(i);
    std::cout << name + " made " + item + "\n" << std::flush;
    queue.put(item);
  }
  if (!ended.exchange(true))
    for (int i = 0; i < 3; ++i)
      queue.put(pill);
}

void consume(std::string name) {
  while (true) {
    std::string item = queue.get();
    if (item == pill) break;
    std::cout << name + " ate " + item + "\n" << std::flush;
  }
  std::cout << name + " done\n" << std::flush;
}

int main() {
  std::vector<std::thread> threads;
  threads.emplace_back(produce, "dazhuang");
  threads.emplace_back(produce, "bge");
  for (auto name : {"c1", "c2", "c3"})
    threads.emplace_back(consume, name);
  for (auto& t : threads)
    t.join();
  std::cout << "all done" << std::endl;
}
