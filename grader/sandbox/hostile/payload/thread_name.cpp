// The same bytes in the name of a thread.
#include <iostream>
#include <thread>
#include <pthread.h>
int shared = 0;
int main() {
  pthread_setname_np(pthread_self(), "\x1b[31m<b>\xff::");
  std::thread other([] { pthread_setname_np(pthread_self(), "\"},{\xe2\x80\xae"); shared = 1; });
  shared = 2;
  other.join();
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
