// expect: check=no-data-race kind=data-race
// main looks at a plain counter until all have sent.
#include <chrono>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

int finished = 0;

void send(std::string name) {
  std::cout << "sending to " + name + "\n" << std::flush;
  std::this_thread::sleep_for(std::chrono::seconds(1));
  std::cout << "sent to " + name + "\n" << std::flush;
  finished++;  // <- here
}

int main() {
  std::vector<std::jthread> threads;
  for (auto name : {"alice", "bob", "carol"})
    threads.emplace_back(send, name);
  while (finished < 3) {  // <- here
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  std::cout << "all mail sent" << std::endl;
}
