// No lock: every element has its numbered place; producers and consumers draw numbers, and wait for their place to be
// filled.
#include <array>
#include <atomic>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

constexpr int pill = -1;
constexpr int nothing = 0;

std::array<std::atomic<int>, 23> places{};
std::atomic<std::size_t> next_in = 0;
std::atomic<std::size_t> next_out = 0;

void put(int element) {
  std::atomic<int>& place = places[next_in++];
  place.store(element, std::memory_order_release);
  place.notify_one();
}

int get() {
  std::atomic<int>& place = places[next_out.fetch_add(1, std::memory_order_relaxed)];
  place.wait(nothing, std::memory_order_acquire);
  return place.load(std::memory_order_acquire);
}

void produce(const std::string& name, int first) {
  for (int i = first; i < first + 10; ++i) {
    std::cout << name + " made dish" + std::to_string(i) + "\n" << std::flush;
    put(i);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

void consume(const std::string& name) {
  for (int element = get(); element != pill; element = get()) {
    std::cout << name + " ate dish" + std::to_string(element) + "\n" << std::flush;
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  std::cout << name + " done\n" << std::flush;
}

int main() {
  std::vector<std::thread> producers, consumers;
  producers.emplace_back(produce, "bge", 1);
  producers.emplace_back(produce, "dazhuang", 11);
  for (int i = 0; i < 3; ++i)
    consumers.emplace_back(consume, "c" + std::to_string(i));
  for (auto& thread : producers)
    thread.join();
  for (int i = 0; i < 3; ++i)
    put(pill);
  for (auto& thread : consumers)
    thread.join();
  std::cout << "all done\n";
}
