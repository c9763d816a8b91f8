// The reference: a vector of threads; all are started, then all are joined.
#include <chrono>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

namespace {

void send_to(const std::string& name) {
  std::cout << "sending to " + name + "\n";
  std::this_thread::sleep_for(std::chrono::seconds(1));
  std::cout << "sent to " + name + "\n";
}

}  // namespace

int main() {
  std::vector<std::thread> senders;
  for (const char* name : {"alice", "bob", "carol"})
    senders.emplace_back(send_to, name);
  for (std::thread& sender : senders)
    sender.join();
  std::cout << "all mail sent\n";
}
