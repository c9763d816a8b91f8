// expect: check=in-turn kind=order-violation
// The thread that is started first does not have to run first.
#include <iostream>
#include <thread>

int main() {
  std::thread first([] { std::cout << "first runs\n" << std::flush; });
  std::thread second([] { std::cout << "second runs\n" << std::flush; });
  first.join();
  second.join();
  std::cout << "race over\n";
}
