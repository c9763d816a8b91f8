// Sets the clock.
#include <iostream>
#include <thread>
#include <sys/time.h>
#include <ctime>
int main() {
  timespec when{1, 0};
  timeval moment{1, 0};
  if (clock_settime(CLOCK_REALTIME, &when) == 0 || settimeofday(&moment, nullptr) == 0) std::cout << "reached" << std::endl;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
