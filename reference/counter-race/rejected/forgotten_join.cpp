// expect: check=no-crash kind=crash
// The fourth thread is never joined: its destructor ends the program by std::terminate.
#include <atomic>
#include <iostream>
#include <thread>

int main() {
  std::atomic<int> n = 0;
  auto change = [&n](int by) {
    for (int i = 0; i < 1000; ++i)
      n += by;
  };
  std::thread a(change, 1);
  std::thread b(change, 1);
  std::thread c(change, -1);
  std::thread d(change, -1);
  a.join();
  b.join();
  c.join();
  std::cout << "n = " << n << std::endl;
}
