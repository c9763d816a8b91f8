// expect: check=no-data-race kind=data-race
// Whether the queue is empty is asked without the lock.
#include <iostream>
#include <mutex>
#include <queue>
#include <string>
#include <thread>
#include <vector>

std::mutex m;
std::queue<std::string> items;

void put(std::string item) {
  std::lock_guard<std::mutex> lock(m);
  items.push(item);  // <- here
}

std::string get() {
  while (true) {
    while (items.empty()) {  // <- here
      std::this_thread::yield();
    }
    std::lock_guard<std::mutex> lock(m);
    if (items.empty()) continue;
    std::string item = items.front();
    items.pop();  // <- here
    return item;
  }
}

void produce(std::string name) {
  for (int i = 0; i < 10; ++i) {
    std::string item = name + std::to_string(i);
    std::cout << name + " made " + item + "\n" << std::flush;
    put(item);
  }
}

void consume(std::string name) {
  while (true) {
    std::string item = get();
    if (item == "PILL") break;
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
  for (int i = 0; i < 3; ++i)
    put("PILL");
  for (auto& c : consumers)
    c.join();
  std::cout << "all done" << std::endl;
}
