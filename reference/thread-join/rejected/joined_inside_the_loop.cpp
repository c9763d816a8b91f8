// expect: check=together kind=not-concurrent
// Each thread is joined before the next one starts.
#include <chrono>
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
    std::thread t(send, name);
    t.join();
  }
  std::cout << "all mail sent" << std::endl;
}
