// The same with another program.
#include <iostream>
#include <thread>
#include <unistd.h>
#include <sys/wait.h>
int main() {
  if (fork() == 0) execl("/bin/sh", "sh", "-c", "(setsid sleep 77.5 &) ; exit 0", nullptr);
  wait(nullptr);
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
