// expect: check=concurrent kind=not-concurrent
// Each thread is joined before the next one is started: right, and nothing runs at the same time.
#include <iostream>
#include <thread>

int n = 0;

void change(int by) {
  for (int i = 0; i < 1000; ++i)
    n += by;
}

int main() {
  for (int by : {1, -1, 1, -1}) {
    std::thread t(change, by);
    t.join();
  }
  std::cout << "n = " << n << std::endl;
}
