// expect: check=all-sent-last kind=order-violation
// The third thread is joined too late.
#include <chrono>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

void send(std::string name) {
  std::cout << "sending to " + name + "\n" << std::flush;
  std::this_thread::sleep_for(std::chrono::seconds(1));
  std::cout << "sent to " + name + "\n" << std::flush;
}

int main() {
  std::vector<std::jthread> threads;
  for (auto name : {"alice", "bob", "carol"})
    threads.emplace_back(send, name);
  for (std::size_t i = 0; i + 1 < threads.size(); ++i)
    threads[i].join();
  std::cout << "all mail sent" << std::endl;
}
