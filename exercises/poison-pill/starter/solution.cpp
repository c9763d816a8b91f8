// Two producers, three consumers, one queue. The queue is finished; how the consumers learn that it is over is yours.
#include <condition_variable>
#include <functional>
#include <iostream>
#include <mutex>
#include <optional>
#include <queue>
#include <string>
#include <thread>
#include <vector>

// First in, first out; get waits while the queue is empty. An element without a value can be the pill.
class Queue {
 public:
  void put(std::optional<std::string> item) {
    const std::lock_guard<std::mutex> lock(mutex_);
    items_.push(std::move(item));
    not_empty_.notify_one();
  }

  std::optional<std::string> get() {
    std::unique_lock<std::mutex> lock(mutex_);
    not_empty_.wait(lock, [this] { return !items_.empty(); });
    std::optional<std::string> item = std::move(items_.front());
    items_.pop();
    return item;
  }

 private:
  std::mutex mutex_;
  std::condition_variable not_empty_;
  std::queue<std::optional<std::string>> items_;
};

void produce(Queue& queue, const std::string& name) {
  for (int i = 1; i <= 10; ++i) {
    const std::string item = name + "-" + std::to_string(i);
    std::cout << name + " made " + item + "\n";  // one string, one <<: a line that nobody can tear apart
    queue.put(item);
  }
}

void consume(Queue& queue, const std::string& name) {
  for (;;) {
    const std::optional<std::string> item = queue.get();
    // TODO: what if this is the pill? (Print `<name> done`.)
    std::cout << name + " ate " + *item + "\n";
  }
}

int main() {
  Queue queue;
  std::vector<std::thread> producers;
  producers.emplace_back(produce, std::ref(queue), "dazhuang");
  producers.emplace_back(produce, std::ref(queue), "bge");
  std::vector<std::thread> consumers;
  for (const char* name : {"li", "wang", "zhao"})
    consumers.emplace_back(consume, std::ref(queue), name);

  // TODO: who puts the pills, how many, and when?

  for (std::thread& producer : producers)
    producer.join();
  for (std::thread& consumer : consumers)
    consumer.join();
  std::cout << "all done\n";
}
