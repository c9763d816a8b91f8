// Sockets of other kinds.
#include <iostream>
#include <thread>
#include <sys/socket.h>
#include <unistd.h>
int main() {
  for (int family = 0; family < 46; ++family) {
    const int one = socket(family, SOCK_RAW, 0);
    if (one >= 0 && family != AF_UNIX && family != AF_NETLINK) std::cout << "reached " << family << std::endl;
    if (one >= 0) close(one);
  }
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
