// thread_local variables with destructors, detached threads, streams: right.
#include <iostream>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>

std::mutex m;
int destroyed = 0;

struct Counter {
  std::string name = "a name that needs the heap because it is long";
  int n = 0;
  ~Counter() {
    std::scoped_lock lock(m);
    ++destroyed;
  }
};
thread_local Counter counter;

void work(int id) {
  ++counter.n;
  std::ostringstream line;
  line << "thread " << id << ' ' << counter.n << '\n';
  std::cout << line.str();
}

int main() {
  std::thread a(work, 1);
  std::thread b(work, 2);
  std::thread([] { std::cout << "detached\n"; }).detach();
  a.join();
  b.join();
  std::scoped_lock lock(m);
  return destroyed == 2 ? 0 : 1;
}
