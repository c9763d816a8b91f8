// expect: check=both-on-the-track kind=not-concurrent
// Right order, but the second thread does not exist before the first has ended.
#include <iostream>
#include <thread>

int main() {
  std::thread first([] { std::cout << "first runs\n" << std::flush; });
  first.join();
  std::thread second([] { std::cout << "second runs\n" << std::flush; });
  second.join();
  std::cout << "race over\n";
}
