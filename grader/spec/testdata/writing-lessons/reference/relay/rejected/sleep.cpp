// expect: check=in-turn kind=order-violation
// A sleep may last longer than asked, and so may the way to the first line.
#include <chrono>
#include <iostream>
#include <thread>

int main() {
  std::thread first([] { std::cout << "first runs\n" << std::flush; });
  std::thread second([] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    std::cout << "second runs\n" << std::flush;
  });
  first.join();
  second.join();
  std::cout << "race over\n";
}
