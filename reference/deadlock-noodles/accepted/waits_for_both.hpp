// A monitor: whoever comes waits until both are free, and takes them in one step.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>

class Table {
 public:
  void eat(const std::string&, std::function<void()> bite) {
    take_both();
    try {
      bite();
    } catch (...) {
      put_both_back();
      throw;
    }
    put_both_back();
  }

 private:
  void take_both() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!bowl_is_free_ || !fork_is_free_)
      freed_.wait(lock);
    bowl_is_free_ = false;
    fork_is_free_ = false;
  }

  void put_both_back() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      bowl_is_free_ = true;
      fork_is_free_ = true;
    }
    freed_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable freed_;
  bool bowl_is_free_ = true;
  bool fork_is_free_ = true;
};
