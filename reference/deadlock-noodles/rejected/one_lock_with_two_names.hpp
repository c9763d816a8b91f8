// expect: check=nobody-is-stuck kind=lock-misuse
// One plain lock behind both names: the same thread takes it twice.
#pragma once

#include <functional>
#include <mutex>
#include <string>

class Table {
 public:
  void eat(const std::string&, std::function<void()> bite) {
    std::lock_guard<std::mutex> bowl(bowl_);
    std::lock_guard<std::mutex> fork(fork_);  // <- here
    bite();
  }

 private:
  std::mutex both_;
  std::mutex& bowl_ = both_;
  std::mutex& fork_ = both_;
};
