// Bytes that are no text.
#include <iostream>
#include <thread>
int main() {
  std::cout << "\xff\xfe\xc3\x28\xed\xa0\x80\xf8\x88\x80\x80\x80\xf4\x90\x80\x80 \xc0\xaf" << std::endl;
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
