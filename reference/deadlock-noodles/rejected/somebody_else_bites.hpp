// expect: check=one-bite-each kind=invariant-violation
// The bite is handed to a thread of its own: it was asked for on the calling one.
#pragma once

#include <functional>
#include <future>
#include <mutex>
#include <string>

class Table {
 public:
  void eat(const std::string&, std::function<void()> bite) {
    std::scoped_lock lock(bowl_, fork_);
    std::async(std::launch::async, bite).get();
  }

 private:
  std::mutex bowl_;
  std::mutex fork_;
};
