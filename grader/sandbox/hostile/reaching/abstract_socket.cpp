// Connects to a socket that is no file.
#include <iostream>
#include <thread>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
int main() {
  const int one = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un there{};
  there.sun_family = AF_UNIX;
  std::strcpy(there.sun_path + 1, "threadmark-hostile-test");
  if (connect(one, reinterpret_cast<sockaddr*>(&there), sizeof there) == 0) std::cout << "reached" << std::endl;
  close(one);
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
