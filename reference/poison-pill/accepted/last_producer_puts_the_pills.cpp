// The producer that ends last puts the pills; jthreads, a variant as the element, one monitor object for everything.
#include <condition_variable>
#include <iostream>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <variant>

struct Pill {};
using Element = std::variant<Pill, std::string>;

class Kitchen {
 public:
  void cook(const std::string& who, const std::string& what) {
    for (char c = 'a'; c < 'a' + 10; ++c) {
      const std::string dish = what + c;
      say(who + " made " + dish);
      serve(dish);
    }
    std::unique_lock lock(mutex_);
    if (--cooks_ > 0) return;
    for (int i = 0; i < 3; ++i)
      table_.emplace_back(Pill{});
    lock.unlock();
    served_.notify_all();
  }

  void eat(const std::string& who) {
    for (;;) {
      const Element element = take();
      if (std::holds_alternative<Pill>(element)) break;
      say(who + " ate " + std::get<std::string>(element));
    }
    say(who + " done");
  }

  void say(const std::string& line) {
    const std::scoped_lock lock(out_);
    std::cout << line << '\n';
  }

 private:
  void serve(const std::string& dish) {
    const std::scoped_lock lock(mutex_);
    table_.emplace_back(dish);
    served_.notify_all();
  }

  Element take() {
    std::unique_lock lock(mutex_);
    while (table_.empty())
      served_.wait(lock);
    Element element = table_.front();
    table_.pop_front();
    return element;
  }

  std::mutex mutex_;
  std::mutex out_;
  std::condition_variable served_;
  std::list<Element> table_;
  int cooks_ = 2;
};

int main() {
  Kitchen kitchen;
  {
    std::jthread first([&] { kitchen.cook("dazhuang", "bun_"); });
    std::jthread second([&] { kitchen.cook("bge", "soup_"); });
    std::jthread guests[3];
    int number = 0;
    for (std::jthread& guest : guests)
      guest = std::jthread([&kitchen, name = "guest" + std::to_string(++number)] { kitchen.eat(name); });
  }
  kitchen.say("all done");
}
