// expect: check=all-sent-last kind=order-violation
// Detached threads, and a sleep that should be long enough.
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
  for (std::string name : {"alice", "bob", "carol"}) {
    std::thread t(send, name);
    t.detach();
  }
  std::this_thread::sleep_for(std::chrono::seconds(2));
  std::cout << "all mail sent" << std::endl;
  std::this_thread::sleep_for(std::chrono::seconds(2));
}
