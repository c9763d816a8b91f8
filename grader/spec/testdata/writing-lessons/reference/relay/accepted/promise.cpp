#include <future>
#include <iostream>
#include <thread>

int main() {
  std::promise<void> baton;
  std::thread second([has_baton = baton.get_future()]() mutable {
    has_baton.wait();
    std::cout << "second runs\n" << std::flush;
  });
  std::thread first([&baton] {
    std::cout << "first runs\n" << std::flush;
    baton.set_value();
  });
  second.join();
  first.join();
  std::cout << "race over\n";
}
