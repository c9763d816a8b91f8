// expect: check=done-after-made kind=order-violation
// A consumer that finds the queue empty goes home.
#include <iostream>
#include <mutex>
#include <optional>
#include <queue>
#include <string>
#include <thread>
#include <vector>

std::mutex m;
std::queue<std::string> items;

std::optional<std::string> try_get() {
  std::lock_guard<std::mutex> lock(m);
  if (items.empty()) return {};
  std::string item = items.front();
  items.pop();
  return item;
}

void produce(std::string name) {
  for (int i = 0; i < 10; ++i) {
    std::string item = name + std::to_string(i);
    std::cout << name + " made " + item + "\n" << std::flush;
    std::lock_guard<std::mutex> lock(m);
    items.push(item);
  }
}

void consume(std::string name) {
  while (auto item = try_get())
    std::cout << name + " ate " + *item + "\n" << std::flush;
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
