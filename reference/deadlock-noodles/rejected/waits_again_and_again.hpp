// expect: check=nobody-is-stuck kind=livelock
// Waits for a while, again and again, and never puts back what it has: the deadlock, only busier.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <string>

class Table {
 public:
  void eat(const std::string& who, std::function<void()> bite) {
    const bool bowl_first = who.size() % 2 == 0;
    std::timed_mutex& first = bowl_first ? bowl_ : fork_;
    std::timed_mutex& second = bowl_first ? fork_ : bowl_;
    std::lock_guard<std::timed_mutex> one(first);
    while (!second.try_lock_for(std::chrono::milliseconds(10))) {  // <- here
    }
    std::lock_guard<std::timed_mutex> other(second, std::adopt_lock);
    bite();
  }

 private:
  std::timed_mutex bowl_;
  std::timed_mutex fork_;
};
