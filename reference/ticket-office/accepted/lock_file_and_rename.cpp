// A lock file that only one can create, removed after each purchase. The new count replaces the file by rename, so that
// lookups need no lock.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

class OfficeKey {
 public:
  OfficeKey() {
    int fd;
    while ((fd = open("office.lock", O_CREAT | O_EXCL | O_WRONLY, 0600)) < 0)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    close(fd);
  }
  OfficeKey(const OfficeKey&) = delete;
  OfficeKey& operator=(const OfficeKey&) = delete;
  ~OfficeKey() { unlink("office.lock"); }
};

int tickets() {
  std::ifstream in("ticket.json");
  std::string word;
  char c;
  int count = -1;
  while (in.get(c) && c != ':') {
  }
  in >> count;
  return count;
}

void set_tickets(int count) {
  const std::string fresh = "ticket.json." + std::to_string(getpid());
  std::ofstream(fresh) << "{ \"count\": " << count << " }" << std::endl;
  std::rename(fresh.c_str(), "ticket.json");
}

bool buy() {
  const OfficeKey key;
  const int count = tickets();
  if (count <= 0) return false;
  set_tickets(count - 1);
  return true;
}

int main() {
  for (int i = 1; i <= 10; ++i) {
    if (fork() != 0) continue;
    std::cout << i << " sees " << tickets() << std::endl;
    std::cout << i << (buy() ? " bought" : " sold out") << std::endl;
    _exit(0);
  }
  int status = 0;
  while (wait(&status) > 0) {
  }
}
