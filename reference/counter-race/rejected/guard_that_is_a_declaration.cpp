// expect: check=no-data-race kind=data-race
// `std::unique_lock<std::mutex>(m);` declares a new, empty lock that is called m.
#include <iostream>
#include <mutex>
#include <thread>

int n = 0;
std::mutex m;

void run(int step) {
  for (int i = 0; i < 1000; ++i) {
    std::unique_lock<std::mutex>(m);
    n += step;  // <- here
  }
}

int main() {
  std::jthread a(run, 1), b(run, -1), c(run, 1), d(run, -1);
  a.join();
  b.join();
  c.join();
  d.join();
  std::cout << "n = " << n << "\n";
}
