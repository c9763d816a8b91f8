// The children hold a pipe open; its end of file tells that all have ended. Then they are reaped, in any order.
#include <chrono>
#include <functional>
#include <iostream>
#include <string>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

class Gate {
 public:
  Gate() {
    if (pipe(ends_) != 0) ends_[0] = ends_[1] = -1;
  }
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;
  ~Gate() {
    if (ends_[0] >= 0) close(ends_[0]);
  }

  void wait_for_all() {
    close(ends_[1]);
    char byte;
    while (read(ends_[0], &byte, 1) > 0) {
    }
  }

 private:
  int ends_[2];
};

int start(const std::function<void()>& body) {
  const int pid = fork();
  if (pid == 0) {
    body();
    _exit(0);
  }
  return pid;
}

int main() {
  Gate gate;
  int pids[3];
  int n = 0;
  for (const std::string name : {"carol", "bob", "alice"}) {
    pids[n++] = start([&name] {
      std::cout << "sending to " + name + "\n" << std::flush;
      std::this_thread::sleep_for(std::chrono::seconds(1));
      std::cout << "sent to " + name + "\n" << std::flush;
    });
  }
  gate.wait_for_all();
  std::cout << "all mail sent\n" << std::flush;
  for (const int pid : pids) {
    siginfo_t how;
    waitid(P_PID, static_cast<id_t>(pid), &how, WEXITED);
  }
}
