// expect: check=no-queue kind=not-concurrent
// The children exist at the same time, but each holds the lock while it sends.
#include <iostream>
#include <string>

#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  void* memory = mmap(nullptr, sizeof(sem_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  sem_t* lock = static_cast<sem_t*>(memory);
  sem_init(lock, 1, 1);
  for (std::string name : {"alice", "bob", "carol"}) {
    if (fork() == 0) {
      sem_wait(lock);
      std::cout << "sending to " << name << std::endl;
      sleep(1);
      std::cout << "sent to " << name << std::endl;
      sem_post(lock);
      _exit(0);
    }
  }
  for (int i = 0; i < 3; ++i)
    wait(nullptr);
  std::cout << "all mail sent" << std::endl;
  sem_destroy(lock);
  munmap(memory, sizeof(sem_t));
}
