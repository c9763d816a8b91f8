// expect: check=no-deadlock kind=deadlock
// Who finds nothing left goes home without unlocking; everybody behind waits forever.
#include <fstream>
#include <iostream>

#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int tickets() {
  std::ifstream in("ticket.json");
  int n = 0;
  in.ignore(1000, ':');
  in >> n;
  return n;
}

void visit(int i, sem_t* lock) {
  sem_wait(lock);  // <- here
  int n = tickets();
  std::cout << i << " sees " << n << std::endl;
  if (n == 0) {
    std::cout << i << " sold out" << std::endl;
    return;
  }
  std::ofstream("ticket.json") << "{\"count\": " << n - 1 << "}";
  std::cout << i << " bought" << std::endl;
  sem_post(lock);
}

int main() {
  sem_t* lock = (sem_t*)mmap(nullptr, sizeof(sem_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  sem_init(lock, 1, 1);
  for (int i = 1; i <= 10; ++i) {
    if (fork() == 0) {
      visit(i, lock);
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {  // <- here
  }
  sem_destroy(lock);
  munmap(lock, sizeof(sem_t));
}
