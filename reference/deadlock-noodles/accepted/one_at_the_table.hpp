// People take bowl and fork in whatever order they like, but only one at a time may try.
#pragma once

#include <functional>
#include <mutex>
#include <string>

class Table {
 public:
  void eat(const std::string& who, std::function<void()> bite) {
    std::lock_guard<std::mutex> admitted(door_);
    const bool bowl_first = who.size() % 2 == 0;
    std::lock_guard<std::mutex> first(bowl_first ? bowl_ : fork_);
    std::lock_guard<std::mutex> second(bowl_first ? fork_ : bowl_);
    bite();
  }

 private:
  std::mutex door_;
  std::mutex bowl_;
  std::mutex fork_;
};
