// A bounded buffer with two condition variables: right.
#include <condition_variable>
#include <mutex>
#include <queue>
#include <thread>

std::mutex m;
std::condition_variable not_empty;
std::condition_variable not_full;
std::queue<int> items;

void produce() {
  for (int i = 0; i < 3; ++i) {
    std::unique_lock lock(m);
    not_full.wait(lock, [] { return items.size() < 2; });
    items.push(i);
    not_empty.notify_one();
  }
}

int main() {
  std::thread producer(produce);
  int sum = 0;
  for (int i = 0; i < 3; ++i) {
    std::unique_lock lock(m);
    not_empty.wait(lock, [] { return !items.empty(); });
    sum += items.front();
    items.pop();
    not_full.notify_one();
  }
  producer.join();
  return sum == 3 ? 0 : 1;
}
