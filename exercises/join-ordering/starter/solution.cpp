// Sends mail to three people at once, and says so when all of it has been sent.
#include <iostream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

void send_to(const std::string& name) {
  std::cout << "sending to " << name << std::endl;
  sleep(1);  // stands for the work
  std::cout << "sent to " << name << std::endl;
}

int main() {
  for (const std::string name : {"alice", "bob", "carol"}) {
    const pid_t child = fork();
    if (child == 0) {
      send_to(name);
      _exit(0);
    }
    // TODO: `child` is what you wait with later. Keep it.
  }

  // TODO: at this point the children have only been started. What must happen before the next line is true?
  std::cout << "all mail sent" << std::endl;
}
