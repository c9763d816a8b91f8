// Right: threads print whole lines under a lock, by printf and by streams; osyncstream without one.
#include <cstdio>
#include <iostream>
#include <mutex>
#include <syncstream>
#include <thread>

std::mutex lock;

int main() {
  std::thread a([] {
    std::lock_guard guard(lock);
    std::printf("a\n");
    std::fflush(stdout);
  });
  std::thread b([] {
    std::lock_guard guard(lock);
    std::cout << "b " << 2 << std::endl;
  });
  std::thread c([] { std::osyncstream(std::cerr) << "c " << 3 << '\n'; });
  a.join();
  b.join();
  c.join();
}
