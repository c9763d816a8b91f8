// A semaphore in shared memory around both the look and the purchase; the file is read and written by streams.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int load() {
  std::ifstream file("ticket.json");
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  return std::stoi(text.substr(text.find(':') + 1));
}

void store(int count) {
  std::ofstream file("ticket.json");
  file << "{\"count\":" << count << "}\n";
}

int main() {
  auto* lock =
      static_cast<sem_t*>(mmap(nullptr, sizeof(sem_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  if (lock == MAP_FAILED || sem_init(lock, 1, 1) != 0) return 1;
  std::vector<pid_t> children;
  for (int i = 1; i <= 10; ++i) {
    const pid_t pid = fork();
    if (pid == 0) {
      sem_wait(lock);
      const int seen = load();
      sem_post(lock);
      std::cout << i << " sees " << seen << std::endl;
      usleep(100 * 1000);
      sem_wait(lock);
      const int count = load();
      if (count > 0) store(count - 1);
      sem_post(lock);
      std::cout << i << (count > 0 ? " bought" : " sold out") << std::endl;
      _exit(0);
    }
    children.push_back(pid);
  }
  for (const pid_t pid : children)
    waitpid(pid, nullptr, 0);
  sem_destroy(lock);
  munmap(lock, sizeof(sem_t));
}
