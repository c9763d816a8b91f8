#include <iostream>
#include <semaphore>
#include <thread>

std::binary_semaphore baton(0);

int main() {
  std::thread first([] {
    std::cout << "first runs\n" << std::flush;
    baton.release();
  });
  std::thread second([] {
    baton.acquire();
    std::cout << "second runs\n" << std::flush;
  });
  first.join();
  second.join();
  std::cout << "race over\n";
}
