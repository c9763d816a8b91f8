// expect: check=concurrent kind=not-concurrent
// The adders have ended before the subtracters are started.
#include <atomic>
#include <iostream>
#include <thread>

std::atomic<int> n(0);

int main() {
  auto add = [] {
    for (int i = 0; i < 1000; ++i)
      n++;
  };
  auto sub = [] {
    for (int i = 0; i < 1000; ++i)
      n--;
  };
  std::thread t1(add);
  std::thread t2(add);
  t1.join();
  t2.join();
  std::thread t3(sub);
  std::thread t4(sub);
  t3.join();
  t4.join();
  std::cout << "n = " << n << std::endl;
}
