// A signal every microsecond.
#include <iostream>
#include <thread>
#include <csignal>
#include <sys/time.h>
int main() {
  std::signal(SIGALRM, [](int) {});
  itimerval often{{0, 1}, {0, 1}};
  setitimer(ITIMER_REAL, &often, nullptr);
  for (int i = 0; i < 1000; ++i) std::this_thread::sleep_for(std::chrono::microseconds(3));
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
