// Connects to the network.
#include <iostream>
#include <thread>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
int main() {
  const int one = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in there{};
  there.sin_family = AF_INET;
  there.sin_port = htons(53);
  there.sin_addr.s_addr = inet_addr("8.8.8.8");
  if (connect(one, reinterpret_cast<sockaddr*>(&there), sizeof there) == 0) std::cout << "reached" << std::endl;
  close(one);
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
