// expect: check=one-bite-each kind=invariant-violation
// After a bite that failed it tries again: two bites for one call.
#pragma once

#include <functional>
#include <mutex>
#include <string>

class Table {
 public:
  void eat(const std::string&, std::function<void()> bite) {
    std::scoped_lock lock(bowl_, fork_);
    try {
      bite();
    } catch (...) {
      bite();
    }
  }

 private:
  std::mutex bowl_;
  std::mutex fork_;
};
