// expect: check=never-oversold kind=invariant-violation
// The lock is taken for the purchase, but what is used inside it was read before.
#include <fstream>
#include <iostream>
#include <string>

#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int read_count() {
  std::ifstream f("ticket.json");
  std::string text;
  std::getline(f, text);
  return std::stoi(text.substr(text.find(':') + 1));
}

int main() {
  sem_t* lock = (sem_t*)mmap(nullptr, sizeof(sem_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  sem_init(lock, 1, 1);
  for (int i = 1; i <= 10; ++i) {
    if (fork() == 0) {
      sem_wait(lock);
      int count = read_count();
      sem_post(lock);
      std::cout << i << " sees " << count << std::endl;

      sem_wait(lock);
      if (count > 0) {
        std::ofstream("ticket.json") << "{\"count\": " << count - 1 << "}";
        std::cout << i << " bought" << std::endl;
      } else {
        std::cout << i << " sold out" << std::endl;
      }
      sem_post(lock);
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
  sem_destroy(lock);
  munmap(lock, sizeof(sem_t));
}
