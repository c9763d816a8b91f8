// expect: check=no-extra-output kind=extra-output
// Three << make three writes: another thread's can come in between.
#include <chrono>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

void send(std::string name) {
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
