// expect: check=one-eats-at-a-time kind=invariant-violation
// The locks are local variables: every call has a bowl and a fork of its own.
#pragma once

#include <functional>
#include <mutex>
#include <string>

class Table {
 public:
  void eat(const std::string&, std::function<void()> bite) {
    std::mutex bowl;
    std::mutex fork;
    std::scoped_lock lock(bowl, fork);
    bite();
  }
};
