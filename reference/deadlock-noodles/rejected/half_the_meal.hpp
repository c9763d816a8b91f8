// expect: check=one-eats-at-a-time kind=invariant-violation
// Some take only the bowl and some only the fork, which avoids the deadlock, and lets two eat at once.
#pragma once

#include <functional>
#include <mutex>
#include <string>

class Table {
 public:
  void eat(const std::string& who, std::function<void()> bite) {
    std::lock_guard<std::mutex> lock(who.size() % 2 == 0 ? bowl_ : fork_);
    bite();
  }

 private:
  std::mutex bowl_;
  std::mutex fork_;
};
