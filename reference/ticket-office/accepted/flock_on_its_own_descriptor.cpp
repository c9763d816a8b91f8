// The reference: every child opens the file itself and locks it, shared for the look, exclusively for the purchase.
#include <cstdio>
#include <iostream>
#include <string>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

class LockedTickets {
 public:
  explicit LockedTickets(int how) : fd_(open("ticket.json", O_RDWR)) { flock(fd_, how); }
  LockedTickets(const LockedTickets&) = delete;
  LockedTickets& operator=(const LockedTickets&) = delete;
  ~LockedTickets() { close(fd_); }

  int count() const {
    char text[100] = {};
    int count = 0;
    if (pread(fd_, text, sizeof text - 1, 0) > 0) std::sscanf(text, " { \"count\" : %d", &count);
    return count;
  }

  void set_count(int count) {
    const std::string text = "{\"count\": " + std::to_string(count) + "}";
    if (ftruncate(fd_, 0) != 0 || pwrite(fd_, text.data(), text.size(), 0) < 0) std::perror("ticket.json");
  }

 private:
  int fd_;
};

void visit(int i) {
  const int seen = LockedTickets(LOCK_SH).count();
  std::cout << i << " sees " << seen << std::endl;
  LockedTickets tickets(LOCK_EX);
  const int count = tickets.count();
  if (count > 0) {
    tickets.set_count(count - 1);
    std::cout << i << " bought" << std::endl;
  } else {
    std::cout << i << " sold out" << std::endl;
  }
}

}  // namespace

int main() {
  for (int i = 1; i <= 10; ++i) {
    if (fork() == 0) {
      visit(i);
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
}
