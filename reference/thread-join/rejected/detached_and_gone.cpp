// expect: check=lines kind=missing-output
// main returns, and the detached threads end with it, in the middle of their work.
#include <chrono>
#include <iostream>
#include <string>
#include <thread>

void send(std::string name) {
  std::cout << "sending to " + name + "\n" << std::flush;
  std::this_thread::sleep_for(std::chrono::seconds(1));
  std::cout << "sent to " + name + "\n" << std::flush;
}

int main() {
  for (std::string name : {"alice", "bob", "carol"})
    std::thread(send, name).detach();
  std::cout << "all mail sent" << std::endl;
}
