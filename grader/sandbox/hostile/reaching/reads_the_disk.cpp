// Looks for files that are not its own.
#include <iostream>
#include <thread>
#include <fstream>
#include <iterator>
#include <string>
int main() {
  for (const char* name : {"/etc/shadow", "/etc/passwd", "/root/.bashrc", "/home", "/work/lesson/hidden.txt", "/box/lesson/hidden.txt", "/var/log/syslog"}) {
    std::ifstream in(name);
    std::cout << std::string((std::istreambuf_iterator<char>(in)), {});
  }
  std::cout << std::flush;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
