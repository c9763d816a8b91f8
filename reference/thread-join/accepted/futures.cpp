// std::async with its own threads; get waits for each.
#include <chrono>
#include <cstdio>
#include <future>
#include <string>
#include <thread>
#include <vector>

int main() {
  using namespace std::chrono_literals;
  std::vector<std::future<std::string>> mails;
  for (const std::string name : {"alice", "bob", "carol"}) {
    mails.push_back(std::async(std::launch::async, [name] {
      std::printf("sending to %s\n", name.c_str());
      std::this_thread::sleep_for(1s);
      std::printf("sent to %s\n", name.c_str());
      return name;
    }));
  }
  for (auto& mail : mails)
    mail.get();
  std::puts("all mail sent");
}
