// expect: check=nobody-is-stuck kind=deadlock
// Unlocks by hand: when the bite throws, bowl and fork stay in the hand of somebody who has left.
#pragma once

#include <functional>
#include <mutex>
#include <string>

class Table {
 public:
  void eat(const std::string&, std::function<void()> bite) {
    bowl_.lock();  // <- here
    fork_.lock();
    bite();
    fork_.unlock();
    bowl_.unlock();
  }

 private:
  std::mutex bowl_;
  std::mutex fork_;
};
