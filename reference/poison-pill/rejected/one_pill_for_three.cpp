// expect: check=no-deadlock kind=deadlock
// One pill, and whoever takes it keeps it: two consumers wait forever.
#include <iostream>
#include <mutex>
#include <queue>
#include <string>
#include <thread>
#include <vector>

#include <semaphore.h>

class Queue {
 public:
  Queue() { sem_init(&filled_, 0, 0); }
  ~Queue() { sem_destroy(&filled_); }
  void put(const std::string& item) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      items_.push(item);
    }
    sem_post(&filled_);
  }
  std::string get() {
    sem_wait(&filled_);  // <- here
    std::lock_guard<std::mutex> lock(mutex_);
    std::string item = items_.front();
    items_.pop();
    return item;
  }

 private:
  std::mutex mutex_;
  sem_t filled_;
  std::queue<std::string> items_;
};

Queue queue;
const std::string pill = "PILL";

void produce(std::string name) {
  for (int i = 0; i < 10; ++i) {
    std::string item = name + std::to_string(i);
    std::cout << name + " made " + item + "\n" << std::flush;
    queue.put(item);
  }
}

void consume(std::string name) {
  while (true) {
    std::string item = queue.get();  // <- here
    if (item == pill) break;
    std::cout << name + " ate " + item + "\n" << std::flush;
  }
  std::cout << name + " done\n" << std::flush;
}

int main() {
  std::thread p1(produce, "dazhuang"), p2(produce, "bge");
  std::vector<std::thread> consumers;
  for (auto name : {"c1", "c2", "c3"})
    consumers.emplace_back(consume, name);
  p1.join();
  p2.join();
  queue.put(pill);
  for (auto& c : consumers)
    c.join();  // <- here
  std::cout << "all done" << std::endl;
}
