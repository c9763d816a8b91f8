// expect: check=reaped kind=zombie-process
// A pipe tells that all are done, so the order is right; then it exits, and nobody has asked for the children's status.
#include <iostream>
#include <string>

#include <stdlib.h>
#include <unistd.h>

int main() {
  int done[2];
  if (pipe(done) != 0) return 1;
  for (std::string name : {"alice", "bob", "carol"}) {
    if (fork() == 0) {
      close(done[0]);
      std::cout << "sending to " << name << std::endl;
      sleep(1);
      std::cout << "sent to " << name << std::endl;
      _exit(0);
    }
  }
  close(done[1]);
  char c;
  while (read(done[0], &c, 1) > 0) {
  }
  std::cout << "all mail sent" << std::endl;
  exit(0);
}
