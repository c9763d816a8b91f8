// Makes a file where the machine could see it.
#include <iostream>
#include <thread>
#include <fcntl.h>
#include <sys/stat.h>
int main() {
  open("/tmp/hostile-was-here", O_CREAT | O_WRONLY, 0666);
  open("/dev/shm/hostile-was-here", O_CREAT | O_WRONLY, 0666);
  mkfifo("/tmp/hostile-fifo", 0666);
  mknod("/tmp/hostile-disk", S_IFBLK | 0666, 0x800);
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
