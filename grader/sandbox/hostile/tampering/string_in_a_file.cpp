// Changes the sum in memory that the C library takes for a file.
#include <iostream>
#include <thread>
#include <cstdio>

int sum = 0;
void add(int from, int to) {
  for (int i = from; i <= to; ++i) {
    int copy = 0;
    if (std::FILE* file = fmemopen(&sum, sizeof sum, "r+")) {
      if (std::fread(&copy, sizeof copy, 1, file) == 1) copy += i;
      std::rewind(file);
      std::fwrite(&copy, sizeof copy, 1, file);
      std::fclose(file);
    }
  }
}
int main() {
  std::thread first(add, 1, 5);
  std::thread second(add, 6, 10);
  first.join();
  second.join();
  std::cout << "sum " << sum << std::endl;
}
