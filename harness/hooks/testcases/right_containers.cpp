// Strings, vectors, maps and functions handed from thread to thread under a lock: right.
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

std::mutex m;
std::map<std::string, std::vector<int>> table;
std::vector<std::function<void()>> jobs;

void fill(int base) {
  for (int i = 0; i < 3; ++i) {
    std::scoped_lock lock(m);
    table["a key that is long enough for the heap " + std::to_string(i)].push_back(base + i);
    jobs.push_back([i, text = std::string("captured text on the heap, yes")] {
      if (text.empty() || i > 3) __builtin_trap();
    });
  }
}

int main() {
  std::thread a(fill, 0);
  std::thread b(fill, 10);
  a.join();
  std::vector<std::function<void()>> mine;
  {
    std::scoped_lock lock(m);
    mine.swap(jobs);
  }
  for (auto& job : mine)
    job();
  b.join();
  return table.size() == 3 ? 0 : 1;
}
