// Leaves named memory, a semaphore and a queue behind.
#include <iostream>
#include <thread>
#include <fcntl.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <unistd.h>
int main() {
  const int memory = shm_open("/left", O_CREAT | O_RDWR, 0600);
  if (ftruncate(memory, 4096) != 0) return 3;
  sem_open("/left", O_CREAT, 0600, 1);
  msgget(77, IPC_CREAT | 0600);
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b << std::endl;
}
