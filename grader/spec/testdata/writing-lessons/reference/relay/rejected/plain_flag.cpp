// expect: check=no-data-race kind=data-race
// The flag is written and read with nothing between.
#include <iostream>
#include <thread>

bool has_baton = false;

int main() {
  std::thread first([] {
    std::cout << "first runs\n" << std::flush;
    has_baton = true;  // <- here
  });
  std::thread second([] {
    while (!has_baton)  // <- here
      std::this_thread::yield();
    std::cout << "second runs\n" << std::flush;
  });
  first.join();
  second.join();
  std::cout << "race over\n";
}
