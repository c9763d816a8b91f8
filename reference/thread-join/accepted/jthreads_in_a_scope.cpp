// jthreads that join at the end of a scope; a mutex around each line, but not around the work.
#include <chrono>
#include <iostream>
#include <mutex>
#include <string_view>
#include <thread>

class Mailer {
 public:
  void send(std::string_view name) {
    say("sending to ", name);
    std::this_thread::sleep_for(std::chrono::milliseconds(1000));
    say("sent to ", name);
  }

 private:
  void say(std::string_view what, std::string_view name) {
    const std::scoped_lock lock(out_);
    std::cout << what << name << std::endl;
  }
  std::mutex out_;
};

int main() {
  Mailer mailer;
  {
    std::jthread alice([&] { mailer.send("alice"); });
    std::jthread bob([&] { mailer.send("bob"); });
    std::jthread carol([&] { mailer.send("carol"); });
  }
  std::cout << "all mail sent" << std::endl;
}
