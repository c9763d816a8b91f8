// expect: check=done-after-made kind=order-violation
// Each producer brings pills of its own: the first to end sends consumers home while the other one still works. Nothing
// is flushed before the end, but each line is known by who printed it.
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <queue>
#include <string>
#include <thread>

std::mutex printing;
std::mutex m;
std::condition_variable changed;
std::queue<std::string> belt;

void say(const std::string& line) {
  std::lock_guard lock(printing);
  std::cout << line << "\n";  // <- here
}

void put(const std::string& item) {
  std::lock_guard lock(m);
  belt.push(item);
  changed.notify_one();
}

std::string get() {
  std::unique_lock lock(m);
  changed.wait(lock, [] { return !belt.empty(); });
  std::string item = belt.front();
  belt.pop();
  return item;
}

void produce(const std::string& name, int pills) {
  for (int i = 0; i < 10; ++i) {
    const std::string item = name + std::to_string(i);
    say(name + " made " + item);
    put(item);
  }
  while (pills-- > 0)
    put("");
}

void consume(const std::string& name) {
  for (std::string item = get(); !item.empty(); item = get())
    say(name + " ate " + item);
  say(name + " done");
}

int main() {
  std::thread first(produce, "dazhuang", 2);
  std::thread second(produce, "bge", 1);
  std::thread a(consume, "ann");
  std::thread b(consume, "ben");
  std::thread c(consume, "cid");
  first.join();
  second.join();
  a.join();
  b.join();
  c.join();
  say("all done");
}
