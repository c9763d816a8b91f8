// expect: check=prints-once kind=extra-output
// The line stands in the thread's function, so it is printed four times.
#include <iostream>
#include <mutex>
#include <thread>
#include <vector>

int n = 0;
std::mutex m;

void change(int by) {
  std::lock_guard<std::mutex> lock(m);
  for (int i = 0; i < 1000; ++i)
    n += by;
  std::cout << "n = " << n << std::endl;  // <- here
}

int main() {
  std::vector<std::thread> threads;
  for (int by : {1, -1, 1, -1})
    threads.emplace_back(change, by);
  for (auto& t : threads)
    t.join();
}
