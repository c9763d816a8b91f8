// expect: check=no-data-race kind=data-race
// The steps are locked; the last read is not, and comes before the joins.
#include <iostream>
#include <mutex>
#include <thread>
#include <vector>

int n = 0;
std::mutex m;

void change(int by) {
  for (int i = 0; i < 1000; ++i) {
    std::lock_guard<std::mutex> lock(m);
    n += by;  // <- here
  }
}

int main() {
  std::vector<std::jthread> threads;
  for (int by : {1, 1, -1, -1})
    threads.emplace_back(change, by);
  std::cout << "n = " << n << std::endl;  // <- here
}
