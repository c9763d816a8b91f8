// expect: check=no-data-race kind=data-race
// The guard has no name, so it unlocks at the end of its own line.
#include <iostream>
#include <mutex>
#include <thread>

int n = 0;
std::mutex m;

void run(int step) {
  for (int i = 0; i < 1000; ++i) {
    std::lock_guard<std::mutex>{m};
    n += step;  // <- here
  }
}

int main() {
  std::thread a(run, 1), b(run, -1), c(run, 1), d(run, -1);
  a.join();
  b.join();
  c.join();
  d.join();
  std::cout << "n = " << n << "\n";
}
