// expect: check=no-crash kind=crash
// No thread is joined at all.
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
  std::vector<std::thread> threads;
  for (auto name : {"alice", "bob", "carol"})
    threads.push_back(std::thread(send, name));
  std::cout << "all mail sent" << std::endl;
  return 0;
}
