// Detached threads, and a latch that says when the last of them has sent: the order comes from the latch.
#include <latch>
#include <memory>
#include <string>
#include <thread>

#include <unistd.h>

static void say(const std::string& line) {
  const std::string whole = line + '\n';
  if (write(STDOUT_FILENO, whole.data(), whole.size()) < 0) std::terminate();
}

int main() {
  const auto all_sent = std::make_shared<std::latch>(3);
  for (const std::string name : {"carol", "alice", "bob"}) {
    std::thread([name, all_sent] {
      say("sending to " + name);
      usleep(1'000'000);
      say("sent to " + name);
      all_sent->count_down();
    }).detach();
  }
  all_sent->wait();
  say("all mail sent");
}
