// The reference: main joins the producers, then puts one pill for each consumer.
#include <condition_variable>
#include <deque>
#include <functional>
#include <iostream>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace {

using Item = std::optional<std::string>;  // empty: the pill

class Queue {
 public:
  void put(Item item) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      items_.push_back(std::move(item));
    }
    not_empty_.notify_one();
  }

  Item get() {
    std::unique_lock<std::mutex> lock(mutex_);
    not_empty_.wait(lock, [this] { return !items_.empty(); });
    Item item = std::move(items_.front());
    items_.pop_front();
    return item;
  }

 private:
  std::mutex mutex_;
  std::condition_variable not_empty_;
  std::deque<Item> items_;
};

void produce(Queue& queue, const std::string& name) {
  for (int i = 1; i <= 10; ++i) {
    const std::string item = name + "-" + std::to_string(i);
    std::cout << name + " made " + item + "\n";
    queue.put(item);
  }
}

void consume(Queue& queue, const std::string& name) {
  while (const Item item = queue.get())
    std::cout << name + " ate " + *item + "\n";
  std::cout << name + " done\n";
}

}  // namespace

int main() {
  Queue queue;
  std::vector<std::thread> consumers;
  for (const char* name : {"li", "wang", "zhao"})
    consumers.emplace_back(consume, std::ref(queue), name);
  std::thread dazhuang(produce, std::ref(queue), "dazhuang");
  std::thread bge(produce, std::ref(queue), "bge");
  dazhuang.join();
  bge.join();
  for (std::size_t i = 0; i < consumers.size(); ++i)
    queue.put(std::nullopt);
  for (std::thread& consumer : consumers)
    consumer.join();
  std::cout << "all done\n";
}
