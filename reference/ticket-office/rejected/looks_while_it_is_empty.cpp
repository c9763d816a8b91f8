// expect: check=true-count kind=invariant-violation
// Buying is locked, looking is not: between opening for writing and closing, the file is empty.
#include <cstdio>
#include <iostream>

#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int get() {
  FILE* f = fopen("ticket.json", "r");
  int n = 0;
  if (fscanf(f, " { \"count\" : %d", &n) != 1) n = 0;
  fclose(f);
  return n;
}

void put(int n) {
  FILE* f = fopen("ticket.json", "w");
  fprintf(f, "{\"count\": %d}", n);
  fclose(f);
}

int main() {
  sem_t* lock = (sem_t*)mmap(nullptr, sizeof(sem_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  sem_init(lock, 1, 1);
  for (int i = 1; i <= 10; ++i) {
    if (fork() == 0) {
      std::cout << i << " sees " << get() << std::endl;
      sem_wait(lock);
      int n = get();
      if (n > 0) put(n - 1);
      sem_post(lock);
      if (n > 0)
        std::cout << i << " bought" << std::endl;
      else
        std::cout << i << " sold out" << std::endl;
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
  sem_destroy(lock);
  munmap(lock, sizeof(sem_t));
}
