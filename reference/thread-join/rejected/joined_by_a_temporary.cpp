// expect: check=together kind=not-concurrent
// The future of async is thrown away: its destructor waits, so every call is over before the next.
#include <chrono>
#include <future>
#include <iostream>
#include <string>
#include <thread>

void send(const std::string& name) {
  std::cout << "sending to " << name << std::endl;
  std::this_thread::sleep_for(std::chrono::seconds(1));
  std::cout << "sent to " << name << std::endl;
}

int main() {
  for (std::string name : {"alice", "bob", "carol"}) {
    (void)std::async(std::launch::async, send, name);
  }
  std::cout << "all mail sent" << std::endl;
}
