// Counting semaphores and a bounded queue; producers are futures, the pill is an empty word.
#include <array>
#include <cstdio>
#include <future>
#include <mutex>
#include <queue>
#include <semaphore>
#include <string>
#include <thread>

static std::counting_semaphore<5> room(5);
static std::counting_semaphore<100> items(0);
static std::mutex door;
static std::queue<std::string> shelf;

static void put(std::string item) {
  room.acquire();
  door.lock();
  shelf.push(std::move(item));
  door.unlock();
  items.release();
}

static std::string get() {
  items.acquire();
  door.lock();
  std::string item = shelf.front();
  shelf.pop();
  door.unlock();
  room.release();
  return item;
}

static void producer(const char* name, int from) {
  for (int i = from; i < from + 10; i++) {
    std::printf("%s made #%d\n", name, i);
    put("#" + std::to_string(i));
  }
}

static void consumer(int number) {
  std::string item = get();
  while (!item.empty()) {
    std::printf("consumer%d ate %s\n", number, item.c_str());
    item = get();
  }
  std::printf("consumer%d done\n", number);
}

int main() {
  std::array<std::thread, 3> consumers = {std::thread(consumer, 1), std::thread(consumer, 2), std::thread(consumer, 3)};
  auto dazhuang = std::async(std::launch::async, producer, "dazhuang", 0);
  auto bge = std::async(std::launch::async, producer, "bge", 10);
  bge.get();
  dazhuang.get();
  for (int i = 0; i < 3; i++)
    put("");
  for (auto& thread : consumers)
    thread.join();
  std::printf("all done\n");
}
