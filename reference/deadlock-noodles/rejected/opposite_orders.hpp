// expect: check=nobody-is-stuck kind=deadlock
// Some take the bowl first and some the fork: each has one of the two and waits for the other.
#pragma once

#include <functional>
#include <mutex>
#include <string>

class Table {
 public:
  void eat(const std::string& who, std::function<void()> bite) {
    if (who.size() % 2 == 0) {
      std::lock_guard<std::mutex> bowl(bowl_);
      std::lock_guard<std::mutex> fork(fork_);  // <- here
      bite();
    } else {
      std::lock_guard<std::mutex> fork(fork_);
      std::lock_guard<std::mutex> bowl(bowl_);  // <- here
      bite();
    }
  }

 private:
  std::mutex bowl_;
  std::mutex fork_;
};
