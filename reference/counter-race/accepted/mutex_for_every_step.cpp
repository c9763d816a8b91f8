// The reference: one mutex, a guard around every single step.
#include <iostream>
#include <mutex>
#include <thread>
#include <vector>

namespace {

int counter = 0;
std::mutex gate;  // guards counter

void change(int by) {
  for (int i = 0; i < 1000; ++i) {
    const std::lock_guard<std::mutex> guard(gate);
    counter += by;
  }
}

}  // namespace

int main() {
  std::vector<std::thread> threads;
  for (const int by : {1, 1, -1, -1})
    threads.emplace_back(change, by);
  for (std::thread& thread : threads)
    thread.join();
  std::cout << "n = " << counter << '\n';
}
