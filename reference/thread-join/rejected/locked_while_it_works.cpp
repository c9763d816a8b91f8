// expect: check=together kind=not-concurrent
// The lock for the output is held all through the work, so only one thread gets on.
#include <chrono>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

std::mutex out;

void send(std::string name) {
  std::lock_guard<std::mutex> lock(out);
  std::cout << "sending to " << name << std::endl;
  std::this_thread::sleep_for(std::chrono::seconds(1));
  std::cout << "sent to " << name << std::endl;
}

int main() {
  std::vector<std::thread> threads;
  for (auto name : {"alice", "bob", "carol"})
    threads.emplace_back(send, name);
  for (auto& t : threads)
    t.join();
  std::cout << "all mail sent" << std::endl;
}
