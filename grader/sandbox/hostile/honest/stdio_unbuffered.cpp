#include <cstdio>
#include <future>
int main() {
  setvbuf(stdout, nullptr, _IONBF, 0);
  auto half = [](int from, int to) { int n = 0; for (; from <= to; ++from) n += from; return n; };
  auto low = std::async(std::launch::async, half, 1, 5);
  auto high = std::async(std::launch::async, half, 6, 10);
  std::printf("sum %d\n", low.get() + high.get());
  return std::fflush(stdout);
}
