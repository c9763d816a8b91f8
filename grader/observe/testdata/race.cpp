#include <thread>
#include <vector>
#include <cstdio>

int counter = 0;
std::vector<int> items;

void worker(int n) {
  for (int i = 0; i < n; ++i)
    counter++;
  items.push_back(n);
}

int main() {
  std::thread a(worker, 100);
  std::thread b(worker, 200);
  a.join();
  b.join();
  std::printf("n = %d\n", counter);
}
