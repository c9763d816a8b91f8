// Sends mail to three people at once, and says so when all of it has been sent.
#include <chrono>
#include <iostream>
#include <string>
#include <thread>

void send_to(const std::string& name) {
  // One string, one <<: so no other thread can print in the middle of a line.
  std::cout << "sending to " + name + "\n";
  std::this_thread::sleep_for(std::chrono::seconds(1));  // stands for the work
  std::cout << "sent to " + name + "\n";
}

int main() {
  for (const char* name : {"alice", "bob", "carol"}) {
    std::thread sender(send_to, name);
    // TODO: detached, so nobody knows when it ends. What else can be done with a thread, and when, so that all three
    // send at the same time? Where must the std::thread objects live for that?
    sender.detach();
  }

  // TODO: how can main know that all three are done?
  std::this_thread::sleep_for(std::chrono::seconds(2));
  std::cout << "all mail sent\n";
}
