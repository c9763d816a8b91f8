// Something allowed first.
#include <iostream>
#include <thread>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) asm volatile("pause; addl %1, %0" : "+m"(sum) : "r"(i));
}
int main() {
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
