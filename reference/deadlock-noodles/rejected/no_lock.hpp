// expect: check=one-eats-at-a-time kind=invariant-violation
// Politeness instead of locks: nobody takes anything before the bite.
#pragma once

#include <functional>
#include <string>
#include <thread>

class Table {
 public:
  void eat(const std::string&, std::function<void()> bite) {
    std::this_thread::yield();  // after you
    bite();
  }
};
