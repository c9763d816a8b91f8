// expect: check=one-bite-each kind=invariant-violation
// Waits for a while, a few times, and then goes home without a bite.
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
    for (int attempt = 0; attempt < 3; ++attempt) {
      std::unique_lock<std::timed_mutex> one(first);
      std::unique_lock<std::timed_mutex> other(second, std::chrono::milliseconds(10));
      if (other.owns_lock()) {
        bite();
        return;
      }
    }
  }

 private:
  std::timed_mutex bowl_;
  std::timed_mutex fork_;
};
