// The reference: std::scoped_lock takes both, or waits with neither.
#pragma once

#include <functional>
#include <mutex>
#include <string>

class Table {
 public:
  void eat(const std::string&, std::function<void()> bite) {
    std::scoped_lock lock(bowl_, fork_);
    bite();
  }

 private:
  std::mutex bowl_;
  std::mutex fork_;
};
